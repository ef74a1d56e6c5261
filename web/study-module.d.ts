// The module that Emscripten makes of cpp/bindings/study.cpp.
import type {Study} from './engine/study/study-types.ts';
declare const createModule: (options: object) => Promise<Study>;
export default createModule;
