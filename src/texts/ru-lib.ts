/** Units, days and other small parts of sentences. */
export const ruLib = `
duration-hours = { $hours }\u202fч { $minutes }\u202fмин
duration-minutes = { $minutes }\u202fмин { $seconds }\u202fс
duration-seconds = { $seconds }\u202fс
day-today = сегодня, { $time }
day-tomorrow = завтра, { $time }
day-yesterday = вчера, { $time }
day-near = { $weekday }, { $day }, { $time }
day-full = { $date }, { $time }
day-alone = { $weekday }, { $day }
money-uah = { $amount }\u202fгрн
money-rub = { $amount }\u202f₽
money-kzt = { $amount }\u202f₸
money-other = { $amount }\u202f{ $currency }
`;
