export const followupActions = [] as const;
