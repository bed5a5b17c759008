/**
 * What customers of salons, barbers, clinics and the like call things, under one name each: a price list of one language is
 * understood in the others, and a service that it lacks is known for one. "мороз*": whatever begins so.
 */
export const works: Record<string, string> = {
  cut: "стриж*|стригт*|стричь*|стричся|подстри*|постри*|підстри*|постриг*|обкорн*|haircut*|haircat|!cut|!hairdo|стрижечк*",
  manicure: "манік*|маник*|манюк*|manic*|!мані",
  pedicure: "педік*|педик*|pedic*",
  gel: "гель|гел*|шелак*|шеллак*|shellac*|shelac*|!gel|!лак|!лаком|!лаку|!лака|гельлак*|gellac*",
  coat: "покрит*|покрыт*|!polish|coating",
  color:
    "фарбув*|пофарб*|фарбу*|фарб*|окраш*|покрас*|перекрас*|красит*|покраш*|колорув*|колорир*|colour*|color*|coloring|!dye|!dyed|dyeing|!tint|tinting|тонув*|тонир*|балаяж*|мелірув*|мелиров*|омбре|шатуш*|airtouch|блонд*",
  beard: "бород*|beard*",
  moustache: "вус*|!ус|!усы|усов|moustache*|mustache*",
  styling: "укладк*|укладан*|зачіск*|прическ*|причес*|styling|blowdry|hairstyle*|локон*|завивк*",
  massage: "масаж*|массаж*|massag*",
  epilation:
    "епіляц*|эпиляц*|депіляц*|депиляц*|шугар*|воскова*|восков*|waxing|!wax|sugaring|epilat*",
  lamination: "ламінув*|ламинир*|ламінац*|laminat*",
  extension: "нарощ*|наращ*|нарост*|extension*|acrylic*",
  removal: "знят*|снят*|!removal",
  makeup: "макіяж*|макияж*|мейкап|makeup|мейк",
  botox: "ботокс*|botox",
  keratin: "кератин*|keratin*",
  peeling: "пілінг*|пилинг*|peeling",
  tattoo: "!тату|татуаж*|татуюв*|татуир*|tattoo*|перманент*|permanent*|микроблейд*|мікроблейд*",
  piercing: "пірсинг*|пирсинг*|piercing*",
  shave: "!голін*|бритт*|бритье|побрит*|shav*",
  cleaning: "чистк*|чищен*|почист*|cleaning|гігієн*|гигиен*|scaling",
  whitening: "відбіл*|отбел*|whiten*|bleaching",
  caries: "каріє*|карие*|caries|пломб*|filling*|cavit*|cavity",
  implant: "імплант*|имплант*|implant*",
  braces: "брекет*|braces",
  extraction: "видален*|удален*|вирват*|вырват*|extraction*",
  prosthesis: "протез*|коронк*|вінір*|винир*|veneer*|crown*",
  xray: "рентген*|xray",
  consult: "консульт*|consult*|огляд*|осмотр*|обстеж*|обследов*|checkup*",
  correction: "корекц*|коррекц*|shaping|оформлен*",
  pain: "!болить|!болит|болят|болять|болів|болел*|!болю|!болью|!біль|!боль|розбол*|разбол*|hurts|!hurt|!ache|aches|aching|toothache*|!pain|painful",
  facial: "!facial|!facials|доглядов*|уходов*",
  solarium: "соляр*|solarium|tanning",
};

/** What it is done to. */
export const parts: Record<string, string> = {
  hair: "волос*|!hair",
  nail: "нігт*|нігот*|ногт*|ногот*|ноготк*|!nail|!nails|нігтик*",
  brow: "бров*|брів|брови|брівк*|brow*|eyebrow*",
  lash: "!вії|!вій|!віями|ресни*|ресниц*|lash*|eyelash*",
  face: "!облич*|!лица|!лицо|!лице|!лицу|!face",
  tooth: "!зуб*|зубн*|зуби|tooth*|!teeth",
  body: "!тіла|!тела|!body",
  dog: "собак*|собач*|!кота|!кішк*|!кошк*|!dog|!dogs|!cat|цуцен*|щенк*",
};

/** Which of several it is: for whom the service is, or how. */
export const kinds: Record<string, string> = {
  man: "чоловіч*|мужск*|!mens|!male|!gents",
  woman: "жіноч*|женск*|!womens|!ladies|!female",
  kid: "дитяч*|детск*|!kids|!childrens|!kid",
  plain:
    "класич*|классич*|звичайн*|обычн*|обичн*|базов*|regular|classic|!basic|standard|стандартн*",
};

/** People who are spoken of: no kind of service by themselves. */
export const relatives: Record<string, string> = {
  man: "чоловік*|!муж|!мужу|!мужа|мужчин*|хлопц*|хлопец*|парн*|!парень|!man|!men|husband|boyfriend|!папу|!тата|!папа",
  woman:
    "дружин*|!жена|!жену|!жене|!жены|дівчин*|девушк*|жінк*|женщин*|!woman|!women|!wife|girlfriend|!маму|!мама",
  kid: "дитин*|дітей|діти|ребен*|ребён*|детей|!дети|!син|!сина|!сину|сынк*|!сын|!сыну|!сына|!доньк*|!дочк*|!дочь|!дочери|сынок|!child|children|!son|daughter|малыш*|малюк*",
};

/** What a work is done to without saying so. */
export const implied: Record<string, readonly string[]> = {
  manicure: ["nail"],
  pedicure: ["nail"],
  cut: ["hair"],
  styling: ["hair"],
  caries: ["tooth"],
  whitening: ["tooth"],
  extraction: ["tooth"],
  gel: ["coat"],
  botox: ["hair"],
  keratin: ["hair"],
};

/** Words of price lists that tell no service from another. */
export const blanks = new Set(
  "з|із|зі|с|со|и|й|та|або|или|у|в|во|на|для|до|к|по|від|от|за|під|под|при|без|the|a|an|and|with|for|of|to|on|or|no|not|under|послуга|послуги|услуга|услуги|service|services|грн|руб|хв|мин|час|лет|років|year|years|новий|новый".split(
    "|",
  ),
);
