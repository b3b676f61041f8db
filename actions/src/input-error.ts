/** What is wrong with how an action is used: said as it is, without a stack. */
export class InputError extends Error {}
