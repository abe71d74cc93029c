/**
 * A job asks for a fresh process: this one has loaded its engine with threads that do not suit the network, and libtensorflow
 * makes them once. Thrown before anything has begun; the owner starts another process with the same job.
 */
export class StartOver extends Error {}

let isPossible = false;

/** Called by a process that is all its owner has it for: there, starting over takes a second and spoils nothing. */
export function allowStartingOver(): void {
  isPossible = true;
}

/** @throws StartOver where that is possible; returns where other things run in this process too (tests) */
export function startOver(): void {
  if (isPossible) throw new StartOver();
}
