/** What a worker does not do, with its reason in words for readers; it can be asked other things. */
export class Refusal extends RangeError {
  name = 'Refusal';
}
