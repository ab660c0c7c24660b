import { phrasesOf } from './vocabulary.ts';

/**
 * What is offered below articles, on pages that accept comments: by the kinds that lists of such
 * comments name (healers, hackers, institutes, movers, essays, followers, betting accounts).
 */
export const englishServices = phrasesOf({
  family: 'seo',
  language: 'en',
  pairs: [
    [
      'best|top|genuine|cheapest|affordable|leading|no 1|professional|top rated',
      'packers and movers|movers and packers|training institute in|coaching institute in|training in chennai|training in bangalore|digital marketing course in|digital marketing institute|seo company in|seo agency in|carpet cleaning in|pest control in|web design company in|web development company in|app development company in|assignment help|essay writers|astrologer in|vashikaran specialist',
    ],
    ['powerful|great|genuine|real|legit|best|voodoo|love', 'spell caster|spell casters'],
    ['genuine|legit|best|professional|trusted', 'hackers for hire|phone hacker|recovery hacker'],
    ['buy|verified|aged|old', 'paypal accounts|cash app accounts|gmail accounts|stripe accounts'],
    [
      'unlimited|free',
      'robux generator|v bucks generator|coins generator|instagram followers no survey|followers no survey|gems generator',
    ],
    [
      'subscribe to|sub to|check out|check|visit|go to|view|watch|please subscribe to',
      'my channel|my youtube channel|my yt channel|my new channel',
    ],
    ['sub|subs|subscribe', 'for sub|4 sub|for subs|4 subs'],
  ],
  strong: `
    vashikaran
    love problem solution
    love marriage specialist
    black magic specialist
    cast a love spell for
    love spells that work
    lost love spell
    get your ex back
    bring back your ex
    bring back lost love
    bring back your lost lover
    herbal doctor who
    cured me of herpes
    cured me from herpes
    cured my herpes
    cured of herpes by
    join the illuminati
    illuminati brotherhood
    illuminati agent
    hack any phone
    phone without touching it
    spy on your spouse
    catch a cheating
    no human verification
    unlimited money apk
    apk unlimited
    free robux
    free v bucks
    for a free quote
    100% placement
    100% job guarantee
    real time trainers
    book a free demo
    free demo class
    classroom and online training
    assignment writing service
    do my assignment
    dissertation help
    thesis help
    plagiarism free content
    online cricket betting id
    cricket betting id
    online cricket id
    online betting id
    quickbooks support
    quickbooks customer service
    quickbooks error support
    driving license without test
    real and fake passports
    fake and real passports
    buy real passports
    follow for follow
    follow 4 follow
    like 4 like
    subscribe back
    sub back
    link in my profile
    check my profile for
  `,
  offer: `
    packers and movers
    movers and packers
    spell caster
    spell casters
    love spell
    love spells
    without human verification
    toll free helpline
    placement assistance
    training institute
    assignment help
    free quote
    link in bio
    enroll now
    enrol now
    call us now
    visit our website
    visit our site
    check out our website
  `,
});

/** Money that somebody's trader made for them, and prizes to be claimed. */
export const englishWindfalls = phrasesOf({
  family: 'loans',
  language: 'en',
  pairs: [
    [
      'recover|recovered|recovering|get back',
      'my lost bitcoin|my stolen bitcoin|your lost bitcoin|your stolen bitcoin|my lost funds|your lost funds|my scammed funds|my lost crypto|your lost crypto|lost cryptocurrency',
    ],
    [
      'earn|earning|make|making|earned|made',
      'daily from home|money from home online|thousands weekly|weekly from home|extra cash online|money working online',
    ],
  ],
  strong: `
    funds recovery expert
    recovery expert who
    crypto recovery expert
    trade with mrs
    trade with miss
    trading with miss
    invest with mrs
    invested with mrs
    drop your wallet
    drop your wallets
    shill me your
    shill me
    guaranteed weekly profit
    instant payout guaranteed
    work from home and make
    making money on the internet is
    prize guaranteed
    claim your reward now
    reply stop to end
    to stop text stop
    to stop txt stop
    text stop to stop
    txt stop
    calls cost 150p
    150p per msg
    150ppm
    legit loan lender
    urgent loan offer
  `,
  offer: `
    loan at 2% interest
    loan at 3% interest
    loans at 2% interest
    loans at 3% interest
    apply for a loan
    recovery expert
    account manager
    weekly profits
    bitcoin investment platform
  `,
});
