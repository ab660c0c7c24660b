import { phrasesOf } from './vocabulary.ts';

const drugs =
  'viagra|cialis|levitra|tadalafil|sildenafil|kamagra|tramadol|xanax|ambien|valium|modafinil|phentermine|priligy|zithromax|propecia|accutane|clomid|adderall|oxycontin|hydrocodone|soma|ozempic|semaglutide|stromectol|ivermectin|hydroxychloroquine|doxycycline|amoxicillin|prednisone|lasix|nolvadex|steroids|vicodin|lorazepam|alprazolam|fildena|cenforce|vidalista|dapoxetine|finasteride';

export const englishGambling = phrasesOf({
  family: 'gambling',
  language: 'en',
  pairs: [
    [
      'best|top|trusted|new|legit|play|crypto|bitcoin|real money|free|mobile|live',
      'online casino|online casinos|casino online|casino games online|online slots|slots online|slot games|casino slots|betting sites|betting site|online poker sites|casino bonus|casino bonuses|sportsbook bonus|online slot',
    ],
    [
      'casino|slots|betting|sportsbook|poker',
      'bonus code|promo code|no deposit bonus|welcome bonus|free spins|deposit bonus|bonus codes|real money|sign up bonus',
    ],
    [
      'online casino|online slots|slot online',
      'bonus|bonuses|real money|usa|canada|australia|malaysia|singapore|thailand|india|uk|no deposit|reviews|free spins|free',
    ],
  ],
  strong: `
    no deposit bonus
    no deposit casino
    no deposit free spins
    free spins no deposit
    free spins
    free casino chips
    online casino no deposit
    bitcoin casino
    crypto casino
    casino not on gamstop
    non gamstop casino
    betting tips today
    sure betting tips
    sure odds
    football betting tips
    free bets no deposit
    live dealer casino
    mega888
    918kiss
    pussy888
    xe88
    slot gacor
    judi online
    ufabet
    1xbet promo code
    1xbet login
    melbet promo code
    mostbet login
    pin up casino
    pin-up casino
    aviator game online
    aviator predictor
    stake promo code
    baccarat online
    satta matka
    matka result
    kalyan matka
    teen patti real money
    rummy real money
    toto site
    toto sites
    eat and run verification
    judi slot
    casino siteleri
  `,
  offer: `
    free spin
    mostbet
    play poker online
    online baccarat
    online blackjack
    online roulette
    play slots online
    slot machines online
    lottery sambad
    win real money
    play slots
    fixed matches
    satta king
    sports betting tips
    online casino
    online casinos
    casino online
    casino games
    online gambling
    online betting
    online poker
    poker online
    online slots
    slots online
    sports betting
    betting tips
    betting odds
    casino bonus
    sportsbook
    welcome bonus
    1xbet
    melbet
    1win
    jackpot slots
  `,
  topic: `
    gambling
    gambler
    gamblers
    gamble
    casino
    casinos
    betting
    bettors
    bookmaker
    bookmakers
    bookies
    lottery
    slot machine
    slot machines
    poker
    wager
    wagers
    roulette
    blackjack
    horse racing
    jackpot
  `,
});

export const englishPharma = phrasesOf({
  family: 'pharma',
  language: 'en',
  pairs: [
    [
      'buy|cheap|generic|order|discount|purchase|get|best price|buy cheap|buy generic|cheapest|where to buy|where can i buy|buying',
      drugs,
    ],
    [
      drugs,
      'online|for sale|without prescription|without a prescription|no prescription|pills|cheap|price|coupon|generic|overnight delivery|cost|soft tabs|super active|tablets online|100mg|20mg|professional',
    ],
    [
      'canadian|canada|online|cheap|discount|overseas|internet|mexican',
      'pharmacy online|pharmacies online|pharmacy no prescription|drugstore|drug store|pharmacy viagra|meds',
    ],
  ],
  strong: `
    canadian pharmacy
    canadian pharmacies
    canada pharmacy
    buy cialis online
    buy viagra online
    viagra online
    cialis online
    no rx required
    erectile dysfunction pills
    penis enlargement pills
    male enhancement
    male enhancement pills
    enlarge your penis
    herbal viagra
    keto gummies
    cbd gummies
    cbd oil for sale
    buy weed online
    order weed online
    buy steroids online
    hgh for sale
    buy research chemicals
    buy magic mushrooms
    buy oxycodone online
    garcinia cambogia
  `,
  offer: `
    testosterone booster
    fat burner
    miracle cure
    weight loss pills
    diet pills
    penis enlargement
    lose weight fast
    lose weight
    no prescription required
    no prescription needed
    without prescription
    online pharmacy
    online pharmacies
    viagra
    cialis
    levitra
    cheap meds
    generic drugs
    prescription drugs online
    cbd oil
    tadalafil
    sildenafil
  `,
  topic: `
    pharmacy
    pharmacist
    pharmacies
    drug
    drugs
    medicine
    medicines
    prescription
    pharmaceutical
    pfizer
    impotence
    erectile
    patients
    counterfeit
  `,
});

export const englishAdult = phrasesOf({
  family: 'adult',
  language: 'en',
  pairs: [
    [
      'free|live|best|hot|watch|xxx',
      'sex cams|porn videos|sex videos|sex chat|xxx videos|porn movies|adult cams|sex dating|nude cams|porn tube|cam girls|webcam sex|porn',
    ],
    [
      'russian|independent|vip|call girls|hot|cheap|dubai|london|delhi|mumbai|istanbul|lahore|karachi|pune|bangalore|goa|kolkata|hyderabad|chennai',
      'escorts|escort service|escort services|call girls|escort girls|call girl service|escort agency',
    ],
  ],
  strong: `
    escort girls
    call girls service
    call girl service
    whatsapp call girls
    sex dating
    hookup tonight
    hot singles
    singles in your area
    milf dating
    sugar daddy dating
    naked pics
    nude pics
    onlyfans leaked
    onlyfans leak
    leaked nudes
    xxx videos
  `,
  offer: `
    sex cam
    adult dating
    escort agency
    escort service
    escort services
    sex tube
    meet singles
    russian brides
    mail order brides
    mail order bride
    xxx video
    porn videos
    live sex
    sex toys
    escorts
    sex chat
    sex video
    webcam girls
    dating site
    adult videos
  `,
  topic: `
    prostitution
    prostitute
    prostitutes
    pornography
    brothel
    sex workers
    trafficking
    sexual
    rape
    porn
    escort
  `,
});

export const englishLoans = phrasesOf({
  family: 'loans',
  language: 'en',
  pairs: [
    [
      'payday|instant|fast|quick|bad credit|no credit check|same day|cash|personal|online|guaranteed|title|installment',
      'loans online|loan online|cash advance|loans no credit check|loan approval|loans direct lender|loans bad credit|cash loans|loans guaranteed approval|loans near me|loans instant approval|loan lenders',
    ],
  ],
  strong: `
    payday loans online
    payday loan online
    cheap payday loans
    instant payday loans
    loans for bad credit
    no credit check loans
    guaranteed loan approval
    fast cash loans
    cash advance online
    credit repair services
    refinance your mortgage
    consolidate your debt
    consolidate your debts
    earn money online
    work from home and earn
    earn extra cash
    extra income from home
    double your income
    investment with guaranteed returns
    risk free investment
    million dollars cash
    credit card debt relief
    buy counterfeit money
    cloned cards
    fullz for sale
    hire a hacker
    buy fake passport
    fake id for sale
  `,
  offer: `
    lowest mortgage rates
    get out of debt
    cash advance loans
    guaranteed returns
    multi level marketing
    be your own boss
    financial freedom
    work at home
    make money fast
    make money online
    bad credit loans
    payday loans
    payday loan
    personal loans
    cash advance
    quick loans
    debt consolidation
    bad credit
    online loans
  `,
  topic: `
    loan
    loans
    lender
    lenders
    debt
    debts
    mortgage
    credit
    bank
    banks
    borrowers
  `,
});

export const englishSeo = phrasesOf({
  family: 'seo',
  language: 'en',
  pairs: [
    [
      'essay|paper|thesis|dissertation|term paper|research paper|assignment|homework|coursework|custom essay|college essay',
      'writing service|writing services|writing help|writer service|writers online|help online|for sale|help service',
    ],
    [
      'buy|cheap|get|real|free',
      'instagram followers|youtube views|tiktok followers|facebook likes|twitter followers|youtube subscribers|instagram likes|backlinks|google reviews|telegram members|website traffic|pbn links',
    ],
    ['seo', 'services company|backlinks|packages|link building|expert services|agency services'],
  ],
  strong: `
    essay writing service
    essay writing services
    write my essay
    write my paper
    write my paper for me
    do my homework for me
    do my homework
    buy essay
    buy essay online
    buy essays online
    buy backlinks
    backlinks for sale
    link building service
    link building services
    guest post service
    guest posting service
    high da backlinks
    dofollow backlinks
    pbn backlinks
    seo service
    seo services
    rank your website
    rank on google
    first page of google
    buy traffic
    increase your traffic
    hacklink
    hack link
    nulled themes
    nulled scripts
    iptv subscription
    best iptv
    crack download
    mod apk
    apk download
    watch full movie online free
    full movie download
  `,
  offer: `
    iptv service
    cheap hosting
    keygen
    free download full version
    spy app
    seo company
    link building
    search engine optimization
    web design services
    digital marketing agency
    backlinks
    guest post
  `,
  topic: `
    search engine
    google
    website
    websites
    hackers
    plagiarism
    university
    students
  `,
});

export const englishCrypto = phrasesOf({
  family: 'crypto',
  language: 'en',
  pairs: [
    [
      'bitcoin|btc|crypto|forex|ethereum|usdt|binary options|trading',
      'investment platform|giveaway|doubler|signals|signals telegram|trading bot|mining investment|trading signals|robot|recovery expert|recovery service|generator|flash|trading expert|account manager|airdrop',
    ],
  ],
  strong: `
    double your bitcoin
    double your crypto
    free bitcoin
    crypto pump
    forex signals
    best forex broker
    crypto recovery
    recover lost bitcoin
    recover stolen crypto
    recover my lost funds
    100x gem
    next 100x
    presale live
    token presale
    claim your airdrop
    claim airdrop
    connect your wallet
    expert trader who
    trading with mrs
    trade with mr
    minimum investment of
    copy trading platform
  `,
  offer: `
    binary options trading
    weekly profit
    daily profit
    passive income
    guaranteed profits
    guaranteed profit
    bitcoin investment
    forex trading
    crypto trading
    binary options
    crypto wallet
  `,
  topic: `
    bitcoin
    cryptocurrency
    cryptocurrencies
    crypto
    blockchain
    ethereum
    forex
    investors
  `,
});

const brands =
  'rolex|louis vuitton|gucci|prada|chanel|hermes|burberry|michael kors|coach|ray ban|oakley|nike|air jordan|jordan|yeezy|ugg|moncler|canada goose|pandora|tiffany|cartier|omega|timberland|north face|nfl|nba|mlb|adidas|christian louboutin|mulberry|beats by dre';

export const englishGoods = phrasesOf({
  family: 'goods',
  language: 'en',
  pairs: [
    ['replica|fake|cheap|discount|wholesale', `watches|handbags|bags|sunglasses|jerseys`],
    ['replica|fake|cheap|discount|wholesale', brands, 'offer'],
    [
      brands,
      'outlet|outlet online|outlet store|replica|handbags outlet|bags outlet|sale online|boots outlet|jerseys cheap|factory outlet|shoes outlet',
    ],
  ],
  strong: `
    replica watches
    replica handbags
    replica rolex
    rolex replica
    swiss replica
    cheap jerseys
    wholesale jerseys
    cheap nfl jerseys
    designer replica
    buy followers
    cheap oem software
    click here to buy
    buy now and save
    order now and get
    100 % satisfaction guaranteed
    call now to claim
    claim your prize
    congratulations you won
  `,
  offer: `
    free shipping worldwide
    you have been selected
    you have won
    act now
    satisfaction guaranteed
    limited time offer
    oem software
    cheap software
    designer handbags
    luxury watches
    discount codes
    coupon code
    promo code
  `,
  topic: `
    counterfeit
    replica
    retailer
    retailers
    fashion
    luxury
    watchmaker
  `,
});
