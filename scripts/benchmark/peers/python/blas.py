"""The OpenBLAS in use: its version, kernels and threads."""
import ctypes


def libraries():
    """OpenBLAS as NumPy and torch have loaded it; empty with another BLAS."""
    with open('/proc/self/maps') as maps:
        paths = sorted({line.split()[-1] for line in maps if 'openblas' in line and '.so' in line})
    return [library for library in map(ctypes.CDLL, paths) if hasattr(library, 'openblas_get_config')]


def describe():
    for library in libraries():
        library.openblas_get_config.restype = ctypes.c_char_p
        library.openblas_get_corename.restype = ctypes.c_char_p
        version = ' '.join(library.openblas_get_config().decode().split()[:2])
        core = library.openblas_get_corename().decode()
        return f'{version}, {core} kernels, {library.openblas_get_num_threads()} threads'
    return 'no OpenBLAS'
