export const findActions = [] as const;
