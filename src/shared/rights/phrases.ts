import type { Medium } from './picture-rights.ts';

/**
 * What a marker is read as. `note` has no effect but to leave the caption; `filePhoto` is the only
 * one that stays in it.
 */
export type Meaning =
  | 'out'
  | 'noSalesIn'
  | 'mandatoryCredit'
  | 'editorialOnly'
  | 'noCommercial'
  | 'noSales'
  | 'noArchive'
  | 'useWithin'
  | 'useUntil'
  | 'embargoed'
  | 'noMedium'
  | 'onlyMedium'
  | 'noCrop'
  | 'thirdParty'
  | 'handout'
  | 'needsPerson'
  | 'kill'
  | 'filePhoto'
  | 'note';

export interface PhraseGroup {
  readonly means: readonly Meaning[];
  /** Prose may contain these words: in a caption they count in capitals, or among other markers. */
  readonly wary?: true;
  readonly phrases: readonly string[];
}

/**
 * The grammar of markers. A phrase is words with spaces between; `a|b` are words to choose from, `?`
 * makes one optional. Slots: `<parties>` one or several territories, organisations or media,
 * `<territories>`, `<media>`, `<duration>`, `<date>`, `<quoted>`, and `<rest>`: the sentence to its
 * end. Hyphens and a line break may stand between any two words.
 */
export const phraseGroups: readonly PhraseGroup[] = [
  { means: ['out'], wary: true, phrases: ['<parties> out', '<parties> : out', 'out : <parties>'] },
  {
    means: ['out'],
    phrases: [
      'no|not for? use|usage|access|publication|rights in|for|to|within? the? <parties>',
      'no use|usage|access|publication|rights <parties>',
      'no access|rights to|for clients|subscribers|media|use in? <territories>',
      'not for|available for|to use|publication|distribution|clients|subscribers|sale in|to|for <territories>',
      'not available|allowed|permitted|usable in|to|for <territories>',
      'no <territories> use|usage|access|rights|clients|media',
      'world|worldwide|global rights? except|excluding|excl|ex|without|but|outside for? <territories>',
      'all countries|territories except|excluding|ex|outside for? <territories>',
      'world|worldwide|global use? : ? <territories> excluded|excepted',
      '<territories> rights? excluded|excepted|embargoed|prohibited|blocked',
      'may|must|can|should not be used|published|distributed|shown|sold in <territories>',
      'not to be used|published|distributed|shown|sold in <territories>',
      'do not use|publish|distribute in <territories>',
      'keine verwendung|nutzung|veroffentlichung in <territories>',
      'interdit|interdite en|au|aux|dans la? <territories>',
      'pas de? utilisation|diffusion|publication en|au|aux <territories>',
      'prohibido|prohibida su? uso|publicacion|difusion|venta? en <territories>',
      'vietato|vietata|vietate la|l uso|pubblicazione|vendita in <territories>',
    ],
  },
  {
    means: ['out'],
    wary: true,
    phrases: ['no|not in? <territories>', 'except|excluding|excl <territories>'],
  },
  {
    means: ['out', 'needsPerson'],
    phrases: [
      'part|parts|some no access|use|rights in|to|for? <territories>',
      'part|parts|some of? not? available? <territories> out',
    ],
  },
  {
    means: ['noSalesIn'],
    phrases: [
      'no commercial|editorial or|and|nor editorial|commercial re? sales|sale|resales|resale in|within|to the? <territories>',
      'no commercial|editorial|third|re party? sales|sale|resales|resale in|within|to the? <territories>',
      'no sales|sale|resale|resales in|within|to the? <territories>',
      'not for sale|resale in|to|within the? <territories>',
    ],
  },
  {
    means: ['mandatoryCredit'],
    phrases: [
      'mandatory photo? credit|credits|byline|attribution|courtesy : ? <quoted>',
      'must|please credit : ? <quoted>',
      'mandatory photo? credit|credits|byline|attribution|courtesy required?',
      'mandatorycredit',
      'credit|credits|byline|attribution|courtesy line? is? mandatory|obligatory|required|compulsory',
      'obligatory|compulsory credit|byline',
      'must|please on? screen? credit|courtesy',
      'must be credited as? <rest>?',
      'no use without credit',
      'nur mit vollstandiger? nennung|namensnennung|urhebernennung <rest>',
      'nennung|quellenangabe|urhebernennung|bildnachweis zwingend|pflicht|erforderlich|obligatorisch',
      'credit|mention|signature obligatoire|obligatoires',
      'credito|mencion obligatorio|obligatoria|obbligatorio',
      'citazione|credito obbligatoria|obbligatorio',
      'naamsvermelding verplicht',
    ],
  },
  {
    means: ['editorialOnly'],
    phrases: [
      'restricted|strictly to? for? editorial use|usage|purposes|purpose only?',
      'this? the? content|image|images|photo|photograph|picture|material|file is|are intended|licensed|available|restricted|released|free? to? for? editorial use|usage|purposes only?',
      'for? strictly? editorial and? news? use|usage|purpose|purposes|only only?',
      'editorialuseonly',
      'editorial only',
      'only for? editorial use|usage|purposes',
      'for|only news|journalistic use|purposes|coverage only',
      'editorial , news? use only',
      'achtung? : ? nur zur? fur? redaktionellen|redaktionelle|redaktioneller verwendung|nutzung|zwecke <rest>',
      'achtung? : ? nur zur? fur? redaktionellen|redaktionelle|redaktioneller verwendung|nutzung|zwecke',
      'redaktionelle verwendung|nutzung',
      'usage|utilisation|reserve editorial|editoriale|redactionnel uniquement|exclusivement|seulement|seul?',
      'solo|exclusivamente? para? uso editorial',
      'uso editorial|editoriale solamente|exclusivo|exclusivamente|esclusivo|esclusivamente|soltanto?',
      'solo|esclusivamente per? uso editoriale|giornalistico',
      'alleen|uitsluitend voor? redactioneel gebruik',
      'for other uses additional clearances may be required',
    ],
  },
  {
    means: ['noCommercial'],
    phrases: [
      'no marketing|advertising|merchandising|promotional|advertisement|ads or|and|nor|no no? advertising|marketing|merchandise|promotion|promotional campaigns|campaign|use',
      'no marketing|advertising|merchandising|promotional|advertisement|ads campaigns|campaign|use|usage',
      'no commercial use without|unless <rest>',
      'no commercial or|and? advertising|promotional|marketing? use|usage|purposes|exploitation|licensing',
      'not for commercial|advertising|marketing|promotional or|and? advertising|commercial|marketing|promotional? use|usage|purposes|campaigns',
      'non commercial use|usage|purposes only?',
      'not for sale for marketing or advertising campaigns',
      'not for sale|use for|in commercial|marketing|advertising or|and? advertising|marketing? campaigns|purposes|use',
      'no commercialisation|commercialization|merchandising',
      'keine|kein kommerzielle|werbliche|werbung nutzung|verwendung?',
      'pas|aucune d? utilisation|usage commerciale|commercial|publicitaire',
    ],
  },
  {
    means: ['noCommercial'],
    wary: true,
    phrases: [
      'no advertising|marketing|ads|commercial',
      'not for advertising|advertisement|marketing',
      'advertising out',
    ],
  },
  {
    means: ['noSales'],
    phrases: [
      'no resale|resales|reselling|resell|syndication',
      'no third parties|party sale|sales|distribution|resale|resales|licensing|use',
      'no re sale|sales',
      'nosales|noresales',
      'not for resale|syndication|distribution|redistribution <rest>',
      'not for resale|syndication|redistribution',
      'no licensing|sublicensing',
      'no sales|sale or|and|nor re? sales|resales|resale|distribution|syndication',
      'not to be? sold|resold|syndicated|redistributed',
      'may|must not be resold|sold|syndicated',
      'kein|keine weiterverkauf|verkauf|weitergabe',
      'pas de? revente|ventes',
      'prohibida|prohibido su? venta|reventa',
      'vietata la vendita|rivendita',
      'not for use by? reuters? third party distributors',
    ],
  },
  { means: ['noSales'], wary: true, phrases: ['no sales|sale', 'not for sale', 'sales|sale out'] },
  {
    means: ['noSales', 'noArchive'],
    phrases: [
      'no archive|archives|archiving and|or|nor resale|resales|sales',
      'no sales|resales|resale and|or|nor archive|archives|archiving|library',
    ],
  },
  {
    means: ['noArchive'],
    phrases: [
      'no archival|library|archive|archives|archiving|file use|usage|storage|storing|purposes',
      'noarchive|noarchives|noarchiving',
      'not for archive|archives|archiving|archival|library use|purposes?',
      'not to be archived|stored|retained',
      'may|must|do not be? archived|archive|stored|store|retained',
      'keine|kein archivierung|archiv|archivnutzung|speicherung',
      'pas d? archivage|archives',
      'no|sin archivar|archivado|archivo',
      'delete|remove after|from use|archive|archives',
    ],
  },
  {
    means: ['noArchive'],
    wary: true,
    phrases: [
      'no archive|archives|archiving|archival|library',
      'archive|archives|archiving|library out',
    ],
  },
  {
    means: ['useWithin'],
    phrases: [
      'no|not use|usage|access|publication|archive after|beyond|past : ? <duration>',
      'no|not use|usage|access|publication|archive after|beyond|past : ? <duration> from|after|of <rest>',
      'use|usage|publish|usable|available|valid|licensed only? within|for|until|up to? : ? <duration> only? from|after|of|following time? of? the? transmission|release|publication|receipt|event|broadcast',
      'use|usage|publish|usable|available|valid|licensed|access only? within|for|up to? : ? <duration> only?',
      'only? for? use only? within|for : ? <duration> only?',
      '<duration> use|usage|access|licence|license|only only?',
      '<duration> from|after|of the? time? of? the? transmission|release|publication|receipt|event <rest>',
      '<duration> from|after|of the? time? of? the? transmission|release|publication|receipt|event',
      'expires|expire|expiry|expiring|remove|delete|removed|deleted|embargoed? : ? after|in|within : ? <duration>',
      'must|to be? removed|deleted|destroyed|taken down? after|within|in <duration>',
      'may|can|must|should only? be used only? within|for|up to? : ? <duration> <rest>',
      'may|can|must|should only? be used only? within|for|up to? : ? <duration>',
      'may|must|can|not not? to? be used|published|shown after|beyond|past <duration>',
      'do not use after|beyond <duration>',
    ],
  },
  {
    means: ['useUntil'],
    phrases: [
      'no|not use|usage|access|publication after|beyond|past : ? <date>',
      'use|usage|usable|valid|available|licensed only? until|till|through|before|by|to : ? <date>',
      'expires|expire|expiry|expiring|remove|delete date? on|by|at|after? : ? <date>',
      'must|to be? removed|deleted|taken down? by|on|after|before <date>',
      'may|must|can|not not? to? be used|published|shown after|beyond|past <date>',
      'do not use|publish after <date>',
    ],
  },
  {
    means: ['embargoed'],
    phrases: [
      'strictly? embargo|embargoed|hold for? release? : ? until|till|til|to|for : ? <date>',
      'strictly? not? for? release|publication until|before|till|til : ? <date>',
      'not to be? published|used|released before|until <date>',
      'no use|publication before|until <date>',
      'sperrfrist : ? <date>',
    ],
  },
  {
    means: ['needsPerson'],
    wary: true,
    phrases: [
      'strictly? embargo|embargoed until|till|til|to|for|: <rest>',
      'strictly? embargo|embargoed',
      'hold for? release? till|til|until <rest>',
    ],
  },
  {
    means: ['noMedium'],
    phrases: [
      'no|not for? use? on|in|for? <media> use|usage|platforms|publication|sites|rights',
      'no|not for? use on|in|for? <media>',
      'not available|allowed|permitted for|on|to? <media> use|usage?',
      'not to be? used on|in <media>',
      'do not use|post|publish on|in|to <media>',
      'may|must not be used|posted|published on|in <media>',
      '<media> use? excluded|prohibited|embargoed',
      'kein|keine <media>',
    ],
  },
  { means: ['noMedium'], wary: true, phrases: ['no|not for|on|in? <media>'] },
  { means: ['onlyMedium'], phrases: ['for? <media> use|usage only'] },
  { means: ['onlyMedium'], wary: true, phrases: ['for? <media> only', 'only for <media> use?'] },
  {
    means: ['noCrop'],
    phrases: [
      'do not|never obscure|crop|alter|edit|cut|mask|manipulate|modify the? logo|logos|watermark|image|photo|picture|branding|video|on|screen?',
      'must|may|can|should not be edited|cropped|altered|modified|cut|manipulated|obscured',
      'not to be edited|cropped|altered|modified|cut|manipulated',
      'this video|image|photo|picture may|must|can not be edited|cropped|altered|modified|cut|manipulated',
      'logo|watermark|bug|branding must|may not be obscured|removed|cropped|cut',
      'no cropping|editing|alteration|alterations|manipulation',
      'no crop|crops or? alteration|overlay? allowed|permitted?',
      'uncropped|unedited use? only',
    ],
  },
  { means: ['noCrop'], wary: true, phrases: ['no crop|crops|edits', 'do not edit|crop'] },
  {
    means: ['thirdParty'],
    phrases: [
      'attention : ? editors : ? this image|picture|photo|photograph|video|footage was|is|has been? supplied|provided|distributed|released|obtained|taken by|from a? third party|parties',
      'this image|picture|photo|photograph|video|footage was|is|has been? supplied|provided|distributed|released|obtained|taken by|from a? third party|parties',
      'supplied|provided|distributed|released|obtained by|from a? third party|parties',
      'third party image|picture|photo|photograph|content|video|handout',
      'reuters|afp|ap|epa is|was unable to <rest>',
      'reuters|afp|ap|epa cannot|could independently|not verify|vouch <rest>',
      'unable to independently? verify <rest>',
      'not independently verified <rest>?',
    ],
  },
  {
    means: ['handout'],
    wary: true,
    phrases: [
      'photo|picture|image|photograph released|provided|supplied|distributed|issued by <rest>',
      'this handout|photo image|photo|picture? was? released|provided|supplied|distributed|issued by <rest>',
      'handout photo|image|picture|photograph from|provided|released|courtesy <rest>',
    ],
  },
  {
    means: ['handout'],
    wary: true,
    phrases: ['handout photo|image|picture|photograph?', 'hogp', 'hons', 'handout'],
  },
  {
    means: ['needsPerson'],
    phrases: [
      'one|single time? use only?',
      'onetime use only?',
      'image to be used one time only <rest>?',
      'one|single time only',
      'for? one|single time? editorial use only?',
      'not available for licensing|license|licence <rest>?',
      'restrictions : ? use? is? subject to restrictions|licence|license <rest>?',
      'use|usage subject to restrictions|clearance|approval|permission <rest>?',
      'use|usage|publication only? in|within|to the? <territories> only',
      'for use only in <territories>',
      '<territories> use|usage|rights|clients|media only',
      'special|exclusive rates|fees apply <rest>?',
      'fees|rates apply <rest>?',
      'permission|clearance|approval|consent required|needed <rest>?',
      'not to be? used|published without|unless <rest>',
      'no use|usage|publication without|unless <rest>',
      'do not use|publish without|unless <rest>',
      'restrictions|restriction apply|applies <rest>?',
      'honorarpflichtig',
      'premium content|rates?',
    ],
  },
  {
    means: ['needsPerson'],
    wary: true,
    phrases: [
      'restrictions|restriction : <rest>',
      'advisory : <rest>',
      'exclusive',
      'only for? use? in <territories>',
      '<territories> only',
      'contact|check|call|consult with? your? the? photo|local|agency|picture|sales|account? desk|office|representative|editor|team for|before|prior <rest>',
    ],
  },
  {
    means: ['kill'],
    phrases: [
      'mandatory kill|elimination|withhold|withdrawal <rest>?',
      'kill notice|advisory|bulletin <rest>?',
      'kill kill kill?',
      'picture|photo|image|story kill|elimination <rest>?',
      'may|must|can|should no longer be used|published in? any? manner? <rest>?',
      'please? immediately? remove|delete it|this|image|photo|picture|photograph|them|immediately? image|photo|picture? from|in all|your|any of? your? the? online? platforms|services|systems|archives|websites|online|publications <rest>?',
      'do not use this|the|repeat photo|image|picture|do? <rest>?',
    ],
  },
  {
    means: ['kill'],
    wary: true,
    phrases: [
      'photo|picture|image|this has? been|is|was? killed|eliminated|withdrawn|recalled <rest>?',
      'kill : <rest>?',
      'kill due to <rest>',
      'kill',
      'elimination',
      'withheld',
      'withdrawn',
    ],
  },
  {
    means: ['filePhoto'],
    phrases: [
      'file photo|photograph|picture|pic|image|foto|footage',
      'archive|library photo|photograph|picture|pic|image',
      'archivbild|archivfoto',
      'photo|image d? archives|archive',
      'foto|imagen de|d archivo|archivio',
    ],
  },
  { means: ['filePhoto'], wary: true, phrases: ['file', 'files', 'archiv'] },
  {
    means: ['note'],
    phrases: [
      'search <quoted> for this|the|all story|stories|wider? image? stories?',
      'tpx images? of? the? day?',
      'images? of the day',
      'not released nr?',
      'not released ( nr )',
      'no|not model|property release|released releases?',
      'model|property released|release : ? yes|no|na|none?',
      'blurred|pixelated at|by source',
      'best|highest quality available',
      'for reuters customers|clients only',
      'distributed : ? exactly as received by reuters : ? as a service to clients',
      'it is distributed : ? exactly as received by reuters : ? as a service to clients',
      'distributed as a service to clients',
      'see pa story|feature <rest>',
      'press association photo',
      'pa photo',
      'attention : ? editors',
      'attention editors : editor notes?',
      'editors : ? note',
      'eds : ? note <rest>?',
    ],
  },
];

/** Words for a medium, one or several, and what they are. */
// biome-ignore format: a table
export const mediaWords: readonly (readonly [medium: Medium, words: string])[] = [
  ['mags', 'mags|mag|newsmagazines|magazines|magazine|magazinen|magazin|magazines weeklies'],
  ['tv', 'tv|television|broadcast|broadcasting|broadcasters|fernsehen|tele'],
  ['internet', 'internet|online|onlines|web|websites|website|digital|mobile|internet online|online internet'],
  ['social', 'social media|social|social networks|facebook|twitter|instagram|tiktok|youtube|soziale medien'],
  ['print', 'print|newspapers|newspaper|tabloids|papers'],
];
