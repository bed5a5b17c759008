/** The types of notifications as the cabinet of Novofon 2.0 calls them: one to be set up for each. */
export const notificationTypes: readonly string[] = [
  "Входящий звонок",
  "Исходящий звонок",
  "Ожидание ответа",
  "Начало разговора",
  "Завершение разговора",
  "Завершение звонка",
  "Потерянный звонок",
  "Записанный разговор",
];

/** What people wrote stands first: a quote in it then cannot change what the provider fills in behind it. */
const variables = [
  "contact_full_name",
  "employee_full_name",
  "notification_name",
  "notification_mnemonic",
  "notification_time",
  "call_session_id",
  "direction",
  "virtual_phone_number",
  "contact_phone_number",
  "employee_id",
  "extension_phone_number",
  "leg_id",
  "leg_ids",
  "wait_time_duration",
  "talk_time_duration",
  "total_time_duration",
  "call_status",
  "is_transfer",
  "last_talked_employee_id",
  "employee_ids",
  "file_link",
  "file_duration",
];

/** The body of every notification, one line a variable, so that a line can be taken out. */
export const notificationTemplate = `{\n${variables
  .map((name) => `"${name}": "{{${name}}}"`)
  .join(",\n")}\n}`;
