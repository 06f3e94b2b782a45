// Where the full-size picture lies behind a smaller one: data, to which anybody can add a line (with one in
// `test/content/full-size-cases.ts`). Nothing here is believed: what comes has to be a larger picture.

/**
 * 1. Domains, separated by spaces, with all hosts below them; empty for what many sites run themselves.
 * 2. What the address's path and query must match, percent-encoded as they are.
 * 3. What takes the place of the match there, the best first. The host stays, unless the replacement begins with another
 *    one (`https://…`). `@ $1` takes the address that the match holds: it may lead to the site of the picture or of the
 *    page, and to the domains that stand behind the `@`.
 */
export type FullSizeRule = readonly [domains: string, match: RegExp, ...larger: readonly string[]];

/** Extensions of pictures. */
const EXT = String.raw`(\.(?:jpe?g|png|webp|gif|avif))`;

export const FULL_SIZE_RULES: readonly FullSizeRule[] = [
  // Social
  ['pbs.twimg.com', /(?<=[?&]name=)\w+/, 'orig'],
  ['pbs.twimg.com', /^(\/media\/[\w-]+\.\w+)(?::\w+)?$/, '$1:orig'],
  ['pbs.twimg.com', /_(?:normal|bigger|mini|\d+x\d+)(?=\.\w+$)/, ''],
  ['pinimg.com', /^\/\d+x\d*(?:_\w+)?\//, '/originals/', '/736x/'],
  ['preview.redd.it', /^\/(?:[\w-]+-)?(\w+\.\w+)\?.*/, 'https://i.redd.it/$1'],
  ['media.tumblr.com', /_\d{2,3}(?=\.\w+$)/, '_1280'],
  ['cdn.bsky.app', /\/feed_thumbnail\//, '/feed_fullsize/'],
  ['', /^(.*\/media_attachments\/files\/.*)\/small\//, '$1/original/'],
  ['discordapp.net', /^(\/(?:ephemeral-)?attachments\/.*)/, 'https://cdn.discordapp.com$1'],
  ['sinaimg.cn', /^\/(?!large)\w+\//, '/large/'],
  ['zhimg.com', /_\w{1,5}(?=\.\w+)/, '_r', ''],
  ['hdslb.com', /@.*/, ''],
  ['gravatar.com', /(?<=[?&]s(?:ize)?=)\d+/, '2048'],
  ['githubusercontent.com', /(?<=\/u\/.*[?&]s=)\d+/, '2048'],
  // Photographs and art
  ['staticflickr.com', /(?<=\/\d+_[\da-f]+)(?:_[sqtmnwzc])?(?=\.jpg$)/, '_b'],
  ['i.imgur.com', /^\/(\w{5}|\w{7})[sbtmlh](?=\.\w+$)/, '/$1'],
  [
    'pximg.net',
    /^.*\/(?:img-master|custom-thumb)(\/.*_p\d+)_\w+\.jpg/,
    '/img-original$1.jpg',
    '/img-original$1.png',
  ],
  ['pximg.net', /^\/c\/.*(\/img-master\/.*_p\d+)_\w+/, '$1_master1200'],
  [
    'artstation.com',
    /\/(?:smaller_square|micro_square|small|medium|large)\/(?:\d{14}\/)?/,
    '/4k/',
    '/large/',
  ],
  ['behance.net', /\/project_modules\/(?!source)\w+\//, '/project_modules/source/'],
  ['metmuseum.org', /\/(?:web|mobile)-\w+\//, '/original/'],
  ['images-assets.nasa.gov', /~\w+(?=\.\w+$)/, '~orig'],
  ['pixabay.com', /__?\d{3}(?=\.\w+$)/, '_1280'],
  ['unsplash.com', /\?.*/, ''],
  ['googleusercontent.com ggpht.com blogspot.com', /=[swh]\d[\w-]*(?=\?|$)/, '=s0'],
  ['googleusercontent.com ggpht.com blogspot.com', /\/[swh]\d[\w-]*\/(?=[^/]*$)/, '/s0/'],
  // Video and music
  ['ytimg.com', /\/(?:(?:\w\w)?default|hq720\w*|[0-3])\.(\w+).*/, '/maxresdefault.$1', '/sddefault.$1'],
  ['sndcdn.com', /-(?:t\d+x\d+|large|small|crop|badge)(?=\.\w+$)/, '-original', '-t500x500'],
  ['i.scdn.co', /ab67616d0000(?:1e02|4851|b273)/, 'ab67616d000082c1', 'ab67616d0000b273'],
  ['mzstatic.com', /\/\d+x\d+\w*(?:-\d+)?\.(\w+)$/, '/9999x9999bb.$1'],
  ['tmdb.org themoviedb.org', /^\/t\/p\/\w+\//, '/t/p/original/'],
  ['steamstatic.com akamaihd.net', /\.\d+x\d+(?=\.\w+)/, '', '.1920x1080'],
  // Shops
  ['media-amazon.com ssl-images-amazon.com images-amazon.com gr-assets.com', /\._[^/]*_(?=\.\w+$)/, ''],
  ['ebayimg.com', /(?<=\/s-l)\d+/, '1600'],
  ['etsystatic.com', /\/il_\w+\./, '/il_fullxfull.'],
  ['alicdn.com aliexpress-media.com', /(?<=\.(?:jpe?g|png))_.*/, ''],
  [
    '',
    /^(.*\/cdn\/shop\/|\/s\/files\/)(.*?)(?:_(?:pico|icon|thumb|small|compact|medium|large|grande|\d+x\d*|x\d+))(?:_crop_\w+)?(?:@\dx)?(?=\.\w+)/,
    '$1$2',
  ],
  ['', /\/is\/image\/([^?]*)\?.*/, '/is/image/$1?scl=1'],
  ['', /\/cache\/[\da-f]{32}\//, '/'],
  ['', /\/image\/cache\/(.*)-\d+x\d+(?=\.\w+$)/, '/image/$1'],
  ['', /^\/(\d+)-\w+_default\//, '/$1/'],
  ['', /\/stencil\/\d+x\d+\//, '/stencil/original/'],
  // Magazines
  ['miro.medium.com', /^(?:\/v2)?\/(?:resize:|max\/|fit\/)[^?]*\/([^/?]+).*/, '/v2/$1', '/$1'],
  ['nyt.com', /-(?:articleLarge|threeByTwo\w+|jumbo|square\w+|thumb\w+)(?=(?:-v\d+)?\.\w+)/, '-superJumbo'],
  ['bbci.co.uk', /^(\/news|\/ace\/(?:standard|ws))\/\d+\//, '$1/2048/', '$1/1024/'],
  ['i.guim.co.uk', /^\/img\/media\/([^?]+).*/, 'https://media.guim.co.uk/$1'],
  ['img-s-msn-com.akamaized.net', /\?.*/, ''],
  [
    'substackcdn.com',
    /^\/image\/fetch\/.*?\/(https?(?::|%3A).*)/,
    '@substack-post-media.s3.amazonaws.com $1',
  ],
  ['daumcdn.net', /^\/(?:thumb|cthumb)\/.*[?&]fname=([^&]+).*/, '@daumcdn.net kakaocdn.net tistory.com $1'],
  ['postfiles.pstatic.net', /^([^?]+)\?type=.*/, 'https://blogfiles.pstatic.net$1'],
  ['pstatic.net', /\?type=[wmf]\w*$/, '', '?type=w3840'],
  // Systems that many sites run
  ['', /\/thumb(\/\w\/\w\w\/[^/]+)\/[^/]+$/, '$1'], // MediaWiki
  ['', /(?<=\/revision\/\w+)\/[^?]+/, ''], // Fandom
  ['', new RegExp(`-(?:\\d{2,4}x\\d{2,4}|scaled)${EXT}`), '$1'], // WordPress
  ['', /\/content\/images\/size\/\w+\/(?:format\/\w+\/)?/, '/content/images/'], // Ghost
  ['', /\/styles\/\w+\/(?:public|private)\/(.*?\.(?:jpe?g|png|gif))(?:\.webp)?(?:\?.*)?$/, '/$1'], // Drupal
  ['', /\/optimized\/(\d\w\/.*?)_\d+_\d+x\d+/, '/original/$1'], // Discourse
  ['', /(?<=\/(?:file|attachment|image)\.php\?.*)&?\b(?:t|thumb|stc)=1\b/g, ''], // phpBB, vBulletin
  ['', /\/(?:thumb_|tn_|th_)([^/]+)$/, '/$1'], // Coppermine and others
  ['', /\/(?:_data\/i|i\.php\?)\/(.*)-(?:sq|th|2s|xs|sm|me|la|xl|xx|cu_\w+)(?=\.\w+$)/, '/$1'], // Piwigo
  ['', new RegExp(`[-_.](?:thumb|thumbnail|small|tn)${EXT}$`), '$1'],
  ['', /\/full\/(?!max|full)[!^]{0,2}(?:pct:)?[\d,.]+\/(\d+\/)/, '/full/max/$1', '/full/full/$1'], // IIIF
  // Services that scale pictures
  ['', /^.*\/_next\/image\?(?:.*&)?url=([^&]+).*/, '@ $1'],
  ['', /(?<=\/_next\/image\?.*\bw=)\d+/, '3840'],
  ['', /^.*\/(?:_vercel\/image|\.netlify\/images)\?(?:.*&)?url=([^&]+).*/, '@ $1'],
  ['', /^.*\/_ipx\/[^/]+\/(.+)/, '@ $1'],
  ['', /^.*\/cdn-cgi\/image\/[^/]+\/(.+)/, '@ $1'],
  ['cloudinary.com', /(\/(?:image|upload)\/upload)(?:\/(?:[a-z]|ar|bo|co|dpr|fl|if|pg)_[^/]+)+/, '$1'],
  ['wixstatic.com', /^(\/media\/[^/]+)\/v1\/.*/, '$1'],
  ['squarespace-cdn.com squarespace.com', /(?<=[?&]format=)\d+w/, 'original', '2500w'],
  ['', new RegExp(`${EXT}(?:@?!|%21)[^/?]+$`), '$1'], // Upyun, Aliyun
  ['', /\?(?:x-oss-process|imageView2|imageMogr2|imageslim)\b.*/, ''],
  // What is said in the query, whoever serves it
  [
    '',
    /(?<=[?&])(?:(?:max-?|im-?|image|s)?(?:w|h|width|height)(?==\d)|sm(?==\w)|wid|hei|m[wh]|im_w|odn(?:width|height)|resize|fit|crop|dpr|sz|thumb(?:nail)?|quality|q(?==\d))=[^&]*&?/gi,
    '',
  ],
];
