/**
 * Why a sound file cannot be used: its message goes on after the file's name.
 */
export class SoundFileProblem extends Error {}
