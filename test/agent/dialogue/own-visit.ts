/** A dialogue of our own and the visits it has to end in. */
export type Own = {
  what: string;
  in: "salon_kyiv" | "barber_moscow" | "clinic_almaty";
  now: string;
  code: "uk" | "ru" | "en";
  profile?: string;
  /** Visits that are theirs already. */
  has?: [service: string, master: string, start: string][];
  /** What is written, and what the answer must be like. */
  turns: [text: string, ...answers: RegExp[]][];
  /** Visits that are theirs at the end. */
  ends: [service: string, master: string, start: string][];
};

/** Visits that are made, moved and cancelled. */
export const visitDialogues: Own[] = [
  {
    what: "a burst of words in Russian",
    in: "barber_moscow",
    now: "2026-11-25T15:20",
    code: "ru",
    turns: [
      ["Запишите\nна стрижку\nзавтра\nв 18", /в 18:00/],
      ["Игорь 89000000055", /Мужская стрижка[^]*18:00[^]*Игорь/],
      ["да", /записаны/],
    ],
    ends: [["haircut", "timur", "2026-11-26T18:00"]],
  },
  {
    what: "English, corrected at the draft",
    in: "barber_moscow",
    now: "2026-11-25T15:20",
    code: "en",
    turns: [
      ["Hi, I'd like a beard trim tomorrow at 2 pm with Artyom", /14:00/],
      ["John Smith, +44 7700 900123", /Beard trim[^]*14:00[^]*Artyom/],
      ["make it 3 pm please", /15:00/],
      ["yes", /Booked ✅/],
    ],
    ends: [["beard", "artem", "2026-11-26T15:00"]],
  },
  {
    what: "another master at the draft",
    in: "salon_kyiv",
    now: "2026-11-24T10:15",
    code: "ru",
    turns: [
      ["женская стрижка в пятницу в 14:00 к Елене", /14:00/],
      ["Анна 0670000077", /Мастер: Елена/],
      ["не к Елене, а к Ирине", /Мастер: Ирина/],
      ["да", /записаны/],
    ],
    ends: [["haircut_w", "iryna", "2026-11-27T14:00"]],
  },
  {
    what: "another number at the draft",
    in: "salon_kyiv",
    now: "2026-11-24T10:15",
    code: "uk",
    turns: [
      ["чоловіча стрижка у п'ятницю о 10", /10:00/],
      ["Петро 0670000077", /\+380 67 000 00 77/],
      ["ой, інший номер: 0500000011", /\+380 50 000 00 11/],
      ["так", /записано/],
    ],
    ends: [["haircut_m", "olena", "2026-11-27T10:00"]],
  },
  {
    what: "a no at the draft, and nothing after all",
    in: "salon_kyiv",
    now: "2026-11-24T10:15",
    code: "uk",
    turns: [
      ["манікюр без покриття завтра о 12, Іра 0670000077", /Усе правильно/],
      ["ні", /Що змінити/],
      ["нічого, не треба", /не записую|Гаразд/],
    ],
    ends: [],
  },
  {
    what: "a move in Ukrainian",
    in: "salon_kyiv",
    now: "2026-11-25T09:30",
    code: "uk",
    has: [["haircut_w", "olena", "2026-11-30T10:00"]],
    turns: [
      [
        "Доброго дня, можна перенести мій запис на середу 2 грудня на 15:00?",
        /Стане: середа, 2 грудня, 15:00/,
      ],
      ["так", /перенесено/],
    ],
    ends: [["haircut_w", "olena", "2026-12-02T15:00"]],
  },
  {
    what: "a move in English, the day said later",
    in: "clinic_almaty",
    now: "2026-11-24T11:20",
    code: "en",
    has: [["consult", "daulet", "2026-11-26T15:00"]],
    turns: [
      ["Hello, I need to reschedule my appointment", /15:00/],
      ["Friday at 14:30", /It will be: Friday 27 November, 14:30/],
      ["yes please", /moved/],
    ],
    ends: [["consult", "daulet", "2026-11-27T14:30"]],
  },
  {
    what: "a move that is thought better of",
    in: "barber_moscow",
    now: "2026-11-25T12:00",
    code: "ru",
    has: [["haircut", "artem", "2026-11-28T18:00"]],
    turns: [
      ["перенесите мою стрижку на воскресенье", /Станет: воскресенье, 29 ноября, 18:00/],
      ["нет, не надо, спасибо", /ничего не меняю/],
    ],
    ends: [["haircut", "artem", "2026-11-28T18:00"]],
  },
  {
    what: "two visits, one of which moves",
    in: "salon_kyiv",
    now: "2026-11-25T09:30",
    code: "ru",
    has: [
      ["pedicure_gel", "maryna", "2026-11-30T10:00"],
      ["haircut_w", "olena", "2026-12-02T10:00"],
    ],
    turns: [
      ["хочу перенести запись", /Какую запись перенести\?/],
      ["стрижку", /Женская стрижка/],
      ["на 12:00 в ту же среду 2 декабря", /12:00/],
      ["да", /перенесена/],
    ],
    ends: [
      ["pedicure_gel", "maryna", "2026-11-30T10:00"],
      ["haircut_w", "olena", "2026-12-02T12:00"],
    ],
  },
  {
    what: "a visit that is too near to be cancelled here",
    in: "clinic_almaty",
    now: "2026-11-26T09:00",
    code: "ru",
    has: [["consult", "daulet", "2026-11-26T15:00"]],
    turns: [["отмените мою запись", /только администратор[^]*Передаю администратору/]],
    ends: [["consult", "daulet", "2026-11-26T15:00"]],
  },
  {
    what: "a question about one's visits",
    in: "salon_kyiv",
    now: "2026-11-25T09:30",
    code: "uk",
    has: [["pedicure_gel", "maryna", "2026-11-30T10:00"]],
    turns: [["на коли я записана?", /Ваші записи:\nПн, 30 листопада, 10:00/]],
    ends: [["pedicure_gel", "maryna", "2026-11-30T10:00"]],
  },
  {
    what: "somebody who names another's number",
    in: "salon_kyiv",
    now: "2026-11-25T09:30",
    code: "uk",
    turns: [
      ["Скасуйте мій запис, мій номер +380670000099", /записів не бачу/],
      ["покажіть мої записи, я Інший Клієнт 0670000099", /записів не бачу/],
    ],
    ends: [],
  },
];
