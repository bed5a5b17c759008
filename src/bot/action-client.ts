export const clientActions = [] as const;
