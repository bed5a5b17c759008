export const dealActions = [] as const;
