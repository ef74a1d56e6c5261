// The module that Emscripten makes of cpp/bindings/bindings.cpp.
import type {Core} from './engine/core-types.ts';
declare const createModule: (options: object) => Promise<Core>;
export default createModule;
