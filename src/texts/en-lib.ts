/** Units, days and other small parts of sentences. */
export const enLib = `
duration-hours = { $hours }\u202fh { $minutes }\u202fmin
duration-minutes = { $minutes }\u202fmin { $seconds }\u202fs
duration-seconds = { $seconds }\u202fs
day-today = today { $time }
day-tomorrow = tomorrow { $time }
day-yesterday = yesterday { $time }
day-near = { $weekday } { $day } { $time }
day-full = { $date }, { $time }
day-alone = { $weekday } { $day }
money-uah = { $amount }\u202fUAH
money-rub = { $amount }\u202fRUB
money-kzt = { $amount }\u202fKZT
money-other = { $amount }\u202f{ $currency }
`;
