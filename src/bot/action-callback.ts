export const callbackActions = [] as const;
