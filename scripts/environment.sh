# Sourced by the other scripts: where the tools are.

# A Node that scripts/setup fetched, where the system's is too old.
if [ -x build/node/node_modules/.bin/node ]; then
  PATH="$PWD/build/node/node_modules/.bin:$PATH"
fi

# Debian's Emscripten looks for acorn beside the Node that it runs.
if [ -d /usr/share/nodejs ]; then
  export NODE_PATH=/usr/share/nodejs
fi

# Emscripten writes system libraries into its cache, which belongs to root on Debian.
if [ -z "${EM_CACHE:-}" ] && [ ! -w /usr/share/emscripten/cache ]; then
  export EM_CACHE="$PWD/build/emscripten-cache"
fi

# Types are taken out of a file once, not by each process that reads it.
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-$PWD/build/compile-cache}"
