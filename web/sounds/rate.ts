/** Samples a second that sounds are shown and heard at: those of the network. */
export const soundRate = 8000;
