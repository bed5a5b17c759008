/** Units, days and other small parts of sentences. */
export const ukLib = `
duration-hours = { $hours }\u202fгод { $minutes }\u202fхв
duration-minutes = { $minutes }\u202fхв { $seconds }\u202fс
duration-seconds = { $seconds }\u202fс
day-today = сьогодні, { $time }
day-tomorrow = завтра, { $time }
day-yesterday = вчора, { $time }
day-near = { $weekday }, { $day }, { $time }
day-full = { $date }, { $time }
day-alone = { $weekday }, { $day }
money-uah = { $amount }\u202fгрн
money-rub = { $amount }\u202f₽
money-kzt = { $amount }\u202f₸
money-other = { $amount }\u202f{ $currency }
`;
