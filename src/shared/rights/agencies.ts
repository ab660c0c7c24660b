import { fold } from './tokens.ts';

/**
 * Who distributes pictures: the name to show, and what else it is called. Names of up to three
 * letters, and those that are also words, count in capitals alone.
 */
// biome-ignore format: a table
const agencies: Readonly<Record<string, readonly string[]>> = {
  AP: ['Associated Press', 'AP Photo', 'AP Images'],
  Reuters: [],
  AFP: ['Agence France Presse', 'AFP Photo', 'AFP Forum'],
  'Getty Images': ['Getty', 'GettyImages', 'Getty Image', 'LightRocket', 'Corbis'],
  PA: ['Press Association', 'PA Wire', 'PA Media', 'PA Images', 'PA Archive', 'PA Photo'],
  EPA: ['EPA-EFE', 'EPA-Images', 'EPA Images', 'epa european pressphoto agency'],
  dpa: ['Deutsche Presse-Agentur', 'dpa-Zentralbild', 'picture alliance', 'picture-alliance'],
  'The Canadian Press': ['Canadian Press', 'CP'],
  TT: ['TT News Agency', 'TT Nyhetsbyrån'],
  NTB: ['NTB Scanpix'], Scanpix: ['Ritzau Scanpix'], Ritzau: [], Lehtikuva: [],
  ANSA: [], LaPresse: [], EFE: ['Agencia EFE'], 'Europa Press': [], Lusa: [],
  ANP: [], 'Hollandse Hoogte': [], Belga: ['Belga Photo'], APA: ['APA-PictureDesk'], Keystone: ['Keystone-SDA'],
  CTK: ['CTK Photo', 'ČTK', 'ČTK Photo'], PAP: [], MTI: [], TASR: [], Agerpres: [], Interfax: [],
  TASS: [], Sputnik: ['RIA Novosti'], Ukrinform: [], Anadolu: ['Anadolu Agency', 'Anadolu Images'], DHA: [], IHA: [],
  Kyodo: ['Kyodo News', 'Kyodo News Stills'], Jiji: ['Jiji Press'], AFLO: ['Aflo', 'Aflo Sport'], Yonhap: ['Yonhap News'], Newsis: [],
  Xinhua: ['Xinhua News Agency'], VCG: ['Visual China Group'], 'China News Service': ['CNS'], CNA: [], KCNA: [],
  PTI: ['PTI Photo', 'Press Trust of India'], ANI: ['ANI Photo'], AAP: ['AAP Image', 'AAP Images'],
  WANA: [], IRNA: [], SANA: [], WAFA: [], 'Middle East Images': [],
  Shutterstock: ['Rex Features', 'REX', 'Rex/Shutterstock'], Alamy: ['Alamy Live News'], imago: ['IMAGO', 'Imago Images'],
  ZUMA: ['ZUMA Press', 'ZUMA Wire', 'ZUMA Press Wire', 'ZUMAPRESS'], TNS: ['Tribune News Service'],
  'Sipa USA': ['Sipa', 'SIPA', 'SipaUSA', 'Sipa Press'], 'Abaca Press': ['ABACA', 'Abacapress'], NurPhoto: [],
  'SOPA Images': [], Bloomberg: [], 'USA TODAY Sports': ['USA Today Network'], 'Imagn Images': ['Imagn'],
  UPI: [], Splash: ['Splash News'], BACKGRID: [], WENN: [], MAXPPP: [], Hans_Lucas: ['Hans Lucas'], Magnum: ['Magnum Photos'],
  Redux: [], Polaris: [], 'VII Photo': [], laif: [], Agence_VU: ["Agence VU'"], Eyevine: [], Avalon: [], Insidefoto: [],
  'Action Images': ['Action Images via Reuters'], ddp: [], 'Africa Media Online': [],
};

/** Others that markers shut out. */
// biome-ignore format: a list
const others = [
  'BBC', 'ITV', 'ITN', 'Sky News', 'CNN', 'NBC', 'CBS', 'ABC', 'Fox News', 'Al Jazeera', 'CCTV', 'CGTN', 'NHK', 'RTVE', 'RAI',
  'ARD', 'ZDF', 'ORF', 'RTL', 'TF1', 'NPR', 'New York Times', 'NY Times', 'NYT', 'Washington Post', 'Los Angeles Times',
  'Daily Mail', 'Mail Online', 'MailOnline', 'Daily Mirror', 'The Sun', 'Bild', 'News UK', 'News Corp', 'Guardian',
  'Daily Telegraph', 'Times of India', 'NEWSCOM', 'Rotoworld', 'Wire services',
];

/** Words that no name in a credit line is made of, and that are agencies nonetheless in capitals. */
const onlyUpper = /^(?:.{1,3}|rex|sana|wana|str|imago|sipa|splash|guardian|bloomberg)$/;

interface Organisation {
  readonly words: readonly string[];
  readonly name: string;
  readonly agency: boolean;
}

const byFirst = new Map<string, Organisation[]>();

const wordsOf = (name: string) => name.split(/[\s_/-]+/).map(fold);

function add(written: string, name: string, agency: boolean): void {
  const words = wordsOf(written);
  const first = words[0] ?? '';
  const list = [...(byFirst.get(first) ?? []), { words, name, agency }];
  byFirst.set(
    first,
    list.sort((a, b) => b.words.length - a.words.length),
  );
}

for (const [key, names] of Object.entries(agencies)) {
  const name = key.replace('_', ' ');
  for (const written of [name, ...names]) add(written, name, true);
}
for (const name of others) add(name, name, false);

export interface NamedOrganisation {
  readonly name: string;
  readonly agency: boolean;
  /** In words. */
  readonly length: number;
}

/** The agency or broadcaster whose name begins at this word. */
export function organisationAt(
  words: readonly { readonly text: string; readonly folded: string }[],
): NamedOrganisation | undefined {
  const found = byFirst
    .get(words[0]?.folded ?? '')
    ?.find(({ words: wanted }) => wanted.every((word, at) => words[at]?.folded === word));
  if (found === undefined) return undefined;
  const { words: wanted, name, agency } = found;
  const first = words[0]?.text ?? '';
  // `dpa` and `laif` write themselves small; `Pa` and `Tt` are nobody.
  const small = onlyUpper.test(wanted.join(' ')) && first !== first.toUpperCase() && first !== name;
  return small ? undefined : { name, agency, length: wanted.length };
}

/** No name has more words. */
export const longestOrganisation = 4;
