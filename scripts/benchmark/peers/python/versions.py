"""Versions of what the benchmark takes from Python, as JSON; what is not installed is left out."""
import importlib.metadata
import json
import platform

versions = {'python': platform.python_version()}
for name in ('numpy', 'scipy', 'torch'):
    try:
        versions[name] = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        pass
print(json.dumps(versions))
