import type { Place } from './model';

/** Made-up companies and people; no address here belongs to anybody. */
export const companies = [
  'adatum',
  'fabrikam',
  'contoso',
  'northwind',
  'tailspin',
  'wingtip',
  'litware',
  'proseware',
  'woodgrove',
  'lucerne',
  'alpineski',
  'fourthcoffee',
  'margies',
  'relecloud',
  'trey',
  'wideworld',
];

export const people = [
  ['Anna', 'Rossi'],
  ['Marco', 'Bianchi'],
  ['Giulia', 'Ferrari'],
  ['Luca', 'Greco'],
  ['Sara', 'Conti'],
  ['Paul', 'Becker'],
  ['Jana', 'Vogt'],
  ['Tobias', 'Kern'],
  ['Lena', 'Haas'],
  ['Emma', 'Clarke'],
  ['Oliver', 'Webb'],
  ['Grace', 'Hughes'],
  ['Noah', 'Foster'],
  ['Ava', 'Reed'],
  ['Hannah', 'Price'],
  ['Victor', 'Moreau'],
  ['Chloe', 'Garnier'],
  ['Petra', 'Novak'],
  ['Mina', 'Sato'],
  ['Ivan', 'Kovac'],
] as const;

/** Correspondents: domains of other organisations. */
export const correspondents = [
  'customer-one.example',
  'hartmann-bau.example',
  'studio-verdi.example',
  'bluepeak.example',
  'college.example',
  'bank.example',
  'townhall.example',
  'greenleaf.example',
  'oakhill-legal.example',
  'pharma-nord.example',
  'autohaus-lang.example',
  'trattoria-sole.example',
  'harbour-freight.example',
  'riverside-clinic.example',
  'steelworks.example',
  'cityprint.example',
  'orchard-foods.example',
  'skyline-travel.example',
];

/** Providers of private mailboxes. */
export const freemail = ['freemail.example', 'webpost.example', 'mailhaven.example', 'quickinbox.example'];

/** Shops and services that send newsletters. */
export const newsletters = [
  'bigshop.example',
  'news.airline.example',
  'mail.socialsite.example',
  'offers.bookstore.example',
];

export const homes: readonly Place[] = [
  { city: 'Milano', state: 'Milano', country: 'IT' },
  { city: 'Bologna', state: 'Bologna', country: 'IT' },
  { city: 'Hamburg', state: 'Hamburg', country: 'DE' },
  { city: 'Leeds', state: 'Leeds', country: 'GB' },
  { city: 'Denver', state: 'Colorado', country: 'US' },
  { city: 'Lyon', state: 'Rhone', country: 'FR' },
];

/** Where attackers' addresses lie, and where people travel to: the same places, or a country alone would decide. */
export const abroad: readonly Place[] = [
  { city: 'Lagos', state: 'Lagos', country: 'NG' },
  { city: 'Hanoi', state: 'Ha Noi', country: 'VN' },
  { city: 'Johannesburg', state: 'Gauteng', country: 'ZA' },
  { city: 'Amsterdam', state: 'Noord-Holland', country: 'NL' },
  { city: 'Ashburn', state: 'Virginia', country: 'US' },
  { city: 'Istanbul', state: 'Istanbul', country: 'TR' },
  { city: 'Bucharest', state: 'Bucuresti', country: 'RO' },
  { city: 'Sao Paulo', state: 'Sao Paulo', country: 'BR' },
  { city: 'Madrid', state: 'Madrid', country: 'ES' },
  { city: 'Dubai', state: 'Dubayy', country: 'AE' },
];

export const subjects = [
  'Offer for the second quarter',
  'Re: Meeting on Thursday',
  'Contract, signed copy',
  'Angebot Nr. 20261',
  'Re: Lieferung KW 47',
  'Preventivo lavori sede',
  'Re: fattura 1182',
  'Minutes of the board meeting',
  'Photos of the site',
  'Question about the delivery',
  'Re: Re: Timetable',
  'Order confirmation',
];

/** Senders and subjects of spam that goes out through somebody else's tenant. */
export const lures = [
  'Your parcel could not be delivered',
  'Action required: unpaid toll',
  'You have (1) new voice message',
  'Shared document: Remittance advice',
  'Final notice: your storage is full',
  'Tax refund notification',
];

/** Domains that spammers write into a sender, each used a few times. */
export const forged = [
  'parcel-track',
  'netfilms',
  'taxoffice',
  'postbank-info',
  'cloudstore',
  'tollroads',
  'streamplus',
  'cardservice',
  'giftcentre',
  'lottowin',
];
