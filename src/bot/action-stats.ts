export const statsActions = [] as const;
