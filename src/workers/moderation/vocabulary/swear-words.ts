/** 1: coarse; 2: obscene; 3: a slur. */
export type Severity = 1 | 2 | 3;

export interface SwearWord {
  readonly term: string;
  /** BCP 47. */
  readonly language: string;
  readonly severity: Severity;
}

const lists: readonly (readonly [language: string, severity: Severity, words: string])[] = [
  ['en', 1, 'bullshit|arsehole|asshole|bastard|bollocks|dickhead|wanker|crap|pissed off'],
  ['en', 2, 'fuck|fucking|fucked|fucker|motherfucker|cunt|shit|shitty|cocksucker|blowjob'],
  ['en', 3, 'nigger|nigga|faggot|kike|spic|chink|wetback|tranny|paki'],
  ['es', 2, 'puta|puto|mierda|joder|coño|cabrón|gilipollas|pendejo|hijo de puta|chingar'],
  ['fr', 2, 'putain|merde|connard|connasse|enculé|salope|niquer|fils de pute|bordel de merde'],
  ['fr', 3, 'bougnoule|bamboula|pédé'],
  ['de', 2, 'scheiße|arschloch|fotze|wichser|hurensohn|ficken|schlampe|verfickt'],
  ['de', 3, 'kanake|neger|schwuchtel'],
  ['it', 2, 'cazzo|merda|stronzo|vaffanculo|puttana|coglione|figlio di puttana'],
  ['pt', 2, 'caralho|porra|merda|foda-se|filho da puta|buceta|viado'],
  ['ru', 2, 'хуй|хуйня|пизда|пиздец|ебать|ебаный|блядь|бля|мудак|сука блядь|заебал'],
  ['ru', 3, 'хач|жид|чурка|пидор|пидорас'],
  ['uk', 2, 'хуй|пизда|їбати|блядь|курва'],
  ['pl', 2, 'kurwa|chuj|pierdolić|pierdolony|jebać|skurwysyn|spierdalaj'],
  ['nl', 2, 'kut|klootzak|godverdomme|hoer|lul'],
  ['tr', 2, 'amına koyayım|orospu çocuğu|orospu|siktir|göt|yarrak|amk'],
  ['id', 2, 'anjing|bangsat|kontol|memek|ngentot|bajingan|jancok|goblok|tolol'],
  ['vi', 2, 'địt|địt mẹ|lồn|cặc|đụ má|đéo'],
  ['ar', 2, 'كس امك|شرموطة|شرموط|منيوك|زبي|عاهرة|ابن القحبة'],
  ['fa', 2, 'کیر|کس کش|جنده|کونی|مادر جنده|حرامزاده'],
  ['ur', 2, 'بہن چود|مادر چود|گانڈو|رنڈی'],
  ['hi', 2, 'मादरचोद|बहनचोद|चूतिया|भोसड़ी|रंडी|गांडू'],
  ['zh', 2, '操你妈|肏|傻逼|他妈的|婊子|妈逼'],
  ['ja', 2, 'まんこ|ちんこ|くそったれ|死ね'],
  ['ko', 2, '씨발|시발|개새끼|병신|좆|지랄'],
  ['th', 2, 'เหี้ย|ควย|เย็ด|หี|สัส'],
  ['sw', 2, 'kuma|malaya|mkundu|fala'],
];

/** The commonest of each language, written for this project; a newsroom's own list adds to them. */
export const swearWords: readonly SwearWord[] = lists.flatMap(([language, severity, words]) =>
  words.split('|').map((term) => ({ term, language, severity })),
);
