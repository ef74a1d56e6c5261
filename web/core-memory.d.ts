// What the build writes of the core: bytes of memory that it begins with.
declare const coreMemory: number;
export default coreMemory;
