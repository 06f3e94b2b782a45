/** What is shown on a page, and where its full-size picture is looked for first: one line for each rule. */
export const FULL_SIZE_CASES: readonly (readonly [shown: string, full: string])[] = [
  [
    'https://pbs.twimg.com/media/GxYz?format=jpg&name=small',
    'https://pbs.twimg.com/media/GxYz?format=jpg&name=orig',
  ],
  ['https://pbs.twimg.com/media/GxYz.jpg:large', 'https://pbs.twimg.com/media/GxYz.jpg:orig'],
  ['https://pbs.twimg.com/profile_images/12/me_normal.jpg', 'https://pbs.twimg.com/profile_images/12/me.jpg'],
  ['https://i.pinimg.com/236x/aa/bb/cc/aabbcc.jpg', 'https://i.pinimg.com/originals/aa/bb/cc/aabbcc.jpg'],
  ['https://preview.redd.it/a-cat-v0-ab12cd.jpg?width=640&s=0a1b', 'https://i.redd.it/ab12cd.jpg'],
  ['https://64.media.tumblr.com/0a1b/tumblr_x_500.jpg', 'https://64.media.tumblr.com/0a1b/tumblr_x_1280.jpg'],
  [
    'https://cdn.bsky.app/img/feed_thumbnail/plain/did:plc:a/b@jpeg',
    'https://cdn.bsky.app/img/feed_fullsize/plain/did:plc:a/b@jpeg',
  ],
  [
    'https://files.social.example/media_attachments/files/1/2/small/a.png',
    'https://files.social.example/media_attachments/files/1/2/original/a.png',
  ],
  [
    'https://media.discordapp.net/attachments/1/2/a.png?ex=1&width=400',
    'https://cdn.discordapp.com/attachments/1/2/a.png?ex=1&width=400',
  ],
  ['https://wx1.sinaimg.cn/orj360/0a1b.jpg', 'https://wx1.sinaimg.cn/large/0a1b.jpg'],
  ['https://pic1.zhimg.com/v2-0a1b_720w.jpg', 'https://pic1.zhimg.com/v2-0a1b_r.jpg'],
  ['https://i0.hdslb.com/bfs/archive/0a1b.jpg@320w_200h.webp', 'https://i0.hdslb.com/bfs/archive/0a1b.jpg'],
  [
    'https://secure.gravatar.com/avatar/0a1b?s=80&d=mm',
    'https://secure.gravatar.com/avatar/0a1b?s=2048&d=mm',
  ],
  [
    'https://avatars.githubusercontent.com/u/1?s=40&v=4',
    'https://avatars.githubusercontent.com/u/1?s=2048&v=4',
  ],
  [
    'https://live.staticflickr.com/65535/123_0a1b2c_m.jpg',
    'https://live.staticflickr.com/65535/123_0a1b2c_b.jpg',
  ],
  ['https://i.imgur.com/AbCdEfGm.jpg', 'https://i.imgur.com/AbCdEfG.jpg'],
  ['https://i.imgur.com/AbCdEs.jpg', 'https://i.imgur.com/AbCdE.jpg'],
  [
    'https://i.pximg.net/c/250x250_80_a2/img-master/img/2026/1_p0_square1200.jpg',
    'https://i.pximg.net/img-original/img/2026/1_p0.jpg',
  ],
  [
    'https://cdna.artstation.com/p/assets/images/images/1/smaller_square/20260101120000/a.jpg',
    'https://cdna.artstation.com/p/assets/images/images/1/4k/a.jpg',
  ],
  [
    'https://cdn.pixabay.com/photo/2026/01/01/cat-12_640.jpg',
    'https://cdn.pixabay.com/photo/2026/01/01/cat-12_1280.jpg',
  ],
  ['https://images.unsplash.com/photo-1?w=400&ixid=a', 'https://images.unsplash.com/photo-1'],
  ['https://lh3.googleusercontent.com/abc=w640-h480-no', 'https://lh3.googleusercontent.com/abc=s0'],
  ['https://1.bp.blogspot.com/-a/b/c/s320/cat.jpg', 'https://1.bp.blogspot.com/-a/b/c/s0/cat.jpg'],
  ['https://i.ytimg.com/vi/abc/hqdefault.jpg?sqp=x', 'https://i.ytimg.com/vi/abc/maxresdefault.jpg'],
  ['https://i1.sndcdn.com/artworks-a-0-t200x200.jpg', 'https://i1.sndcdn.com/artworks-a-0-original.jpg'],
  ['https://i.scdn.co/image/ab67616d00001e020a1b', 'https://i.scdn.co/image/ab67616d000082c10a1b'],
  [
    'https://is1-ssl.mzstatic.com/image/thumb/a/b.jpg/300x300bb.jpg',
    'https://is1-ssl.mzstatic.com/image/thumb/a/b.jpg/9999x9999bb.jpg',
  ],
  ['https://image.tmdb.org/t/p/w500/a.jpg', 'https://image.tmdb.org/t/p/original/a.jpg'],
  [
    'https://shared.akamai.steamstatic.com/store/apps/1/ss_0a.600x338.jpg?t=1',
    'https://shared.akamai.steamstatic.com/store/apps/1/ss_0a.jpg?t=1',
  ],
  [
    'https://m.media-amazon.com/images/I/71abc._AC_SX300_.jpg',
    'https://m.media-amazon.com/images/I/71abc.jpg',
  ],
  ['https://i.ebayimg.com/images/g/abc/s-l300.jpg', 'https://i.ebayimg.com/images/g/abc/s-l1600.jpg'],
  [
    'https://i.etsystatic.com/1/r/il/0a/2/il_340x270.2_x.jpg',
    'https://i.etsystatic.com/1/r/il/0a/2/il_fullxfull.2_x.jpg',
  ],
  ['https://ae01.alicdn.com/kf/H1.jpg_640x640q90.jpg_.webp', 'https://ae01.alicdn.com/kf/H1.jpg'],
  [
    'https://shop.example/cdn/shop/files/cat_300x300.jpg?v=1',
    'https://shop.example/cdn/shop/files/cat.jpg?v=1',
  ],
  ['https://s7.example/is/image/Shop/cat?wid=300&fmt=jpeg', 'https://s7.example/is/image/Shop/cat?scl=1'],
  [
    'https://shop.example/media/catalog/product/cache/0123456789abcdef0123456789abcdef/a/b/c.jpg',
    'https://shop.example/media/catalog/product/a/b/c.jpg',
  ],
  ['https://shop.example/image/cache/catalog/cat-300x300.jpg', 'https://shop.example/image/catalog/cat.jpg'],
  ['https://shop.example/12-home_default/cat.jpg', 'https://shop.example/12/cat.jpg'],
  [
    'https://cdn11.bigcommerce.com/s-1/images/stencil/300x300/products/1/cat.jpg',
    'https://cdn11.bigcommerce.com/s-1/images/stencil/original/products/1/cat.jpg',
  ],
  ['https://miro.medium.com/v2/resize:fit:640/format:webp/1*abc.png', 'https://miro.medium.com/v2/1*abc.png'],
  [
    'https://static01.nyt.com/images/2026/01/01/a/a-articleLarge.jpg?quality=75',
    'https://static01.nyt.com/images/2026/01/01/a/a-superJumbo.jpg?quality=75',
  ],
  ['https://ichef.bbci.co.uk/news/480/cpsprodpb/a.jpg', 'https://ichef.bbci.co.uk/news/2048/cpsprodpb/a.jpg'],
  [
    'https://substackcdn.com/image/fetch/w_1456,c_limit/https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2Fpublic%2Fa.png',
    'https://substack-post-media.s3.amazonaws.com/public/a.png',
  ],
  [
    'https://img1.daumcdn.net/thumb/R800x0/?scode=m&fname=https%3A%2F%2Fblog.kakaocdn.net%2Fdna%2Fa.jpg',
    'https://blog.kakaocdn.net/dna/a.jpg',
  ],
  ['https://shop-phinf.pstatic.net/a/cat.jpg?type=m510', 'https://shop-phinf.pstatic.net/a/cat.jpg'],
  [
    'https://upload.wikimedia.org/wikipedia/commons/thumb/a/ab/Cat.jpg/250px-Cat.jpg',
    'https://upload.wikimedia.org/wikipedia/commons/a/ab/Cat.jpg',
  ],
  [
    'https://static.wikia.example/x/images/a/ab/Cat.jpg/revision/latest/scale-to-width-down/300?cb=1',
    'https://static.wikia.example/x/images/a/ab/Cat.jpg/revision/latest?cb=1',
  ],
  [
    'https://blog.example/wp-content/uploads/2026/01/cat-300x200.jpg',
    'https://blog.example/wp-content/uploads/2026/01/cat.jpg',
  ],
  [
    'https://blog.example/wp-content/uploads/2026/01/cat-scaled.jpg',
    'https://blog.example/wp-content/uploads/2026/01/cat.jpg',
  ],
  [
    'https://ghost.example/content/images/size/w600/2026/01/cat.jpg',
    'https://ghost.example/content/images/2026/01/cat.jpg',
  ],
  [
    'https://drupal.example/sites/default/files/styles/thumbnail/public/2026/cat.jpg.webp?itok=a',
    'https://drupal.example/sites/default/files/2026/cat.jpg',
  ],
  [
    'https://forum.example/uploads/default/optimized/2X/a/abc_2_690x388.jpeg',
    'https://forum.example/uploads/default/original/2X/a/abc.jpeg',
  ],
  ['https://board.example/download/file.php?id=3&t=1', 'https://board.example/download/file.php?id=3'],
  ['https://gallery.example/albums/1/thumb_cat.jpg', 'https://gallery.example/albums/1/cat.jpg'],
  ['https://gallery.example/albums/1/cat_thumb.jpg', 'https://gallery.example/albums/1/cat.jpg'],
  [
    'https://museum.example/iiif/1/full/300,/0/default.jpg',
    'https://museum.example/iiif/1/full/max/0/default.jpg',
  ],
  [
    'https://site.example/_next/image?url=%2Fphotos%2Fcat.jpg&w=640&q=75',
    'https://site.example/photos/cat.jpg',
  ],
  [
    'https://site.example/_next/image?url=https%3A%2F%2Felsewhere.example%2Fcat.jpg&w=640&q=75',
    'https://site.example/_next/image?url=https%3A%2F%2Felsewhere.example%2Fcat.jpg&w=3840&q=75',
  ],
  ['https://site.example/_vercel/image?url=%2Fcat.jpg&w=640', 'https://site.example/cat.jpg'],
  ['https://site.example/.netlify/images?url=/cat.jpg&w=640', 'https://site.example/cat.jpg'],
  ['https://site.example/_ipx/w_640&f_webp/photos/cat.jpg', 'https://site.example/photos/cat.jpg'],
  [
    'https://site.example/cdn-cgi/image/width=640,quality=75/photos/cat.jpg',
    'https://site.example/photos/cat.jpg',
  ],
  [
    'https://res.cloudinary.com/demo/image/upload/w_300,c_fill/f_auto/v1/cat.jpg',
    'https://res.cloudinary.com/demo/image/upload/v1/cat.jpg',
  ],
  [
    'https://static.wixstatic.com/media/0a~mv2.jpg/v1/fill/w_300,h_200/cat.jpg',
    'https://static.wixstatic.com/media/0a~mv2.jpg',
  ],
  [
    'https://images.squarespace-cdn.com/content/v1/1/cat.jpg?format=300w',
    'https://images.squarespace-cdn.com/content/v1/1/cat.jpg?format=original',
  ],
  [
    'https://mir-s3-cdn-cf.behance.net/project_modules/max_1200/0a1b.5f5c.jpg',
    'https://mir-s3-cdn-cf.behance.net/project_modules/source/0a1b.5f5c.jpg',
  ],
  [
    'https://images.metmuseum.org/CRDImages/ep/web-large/DT1567.jpg',
    'https://images.metmuseum.org/CRDImages/ep/original/DT1567.jpg',
  ],
  [
    'https://images-assets.nasa.gov/image/PIA12345/PIA12345~medium.jpg',
    'https://images-assets.nasa.gov/image/PIA12345/PIA12345~orig.jpg',
  ],
  [
    'https://i.guim.co.uk/img/media/0a1b/0_0_1600_900/master/1600.jpg?width=620&s=0a1b',
    'https://media.guim.co.uk/0a1b/0_0_1600_900/master/1600.jpg',
  ],
  [
    'https://img-s-msn-com.akamaized.net/tenant/amp/entityid/AA1a.img?w=300&h=157&m=6',
    'https://img-s-msn-com.akamaized.net/tenant/amp/entityid/AA1a.img',
  ],
  [
    'https://postfiles.pstatic.net/MjAy/a.JPEG.me/cat.jpg?type=w966',
    'https://blogfiles.pstatic.net/MjAy/a.JPEG.me/cat.jpg',
  ],
  [
    'https://photos.example/_data/i/upload/2026/11/30/0a1b-me.jpg',
    'https://photos.example/upload/2026/11/30/0a1b.jpg',
  ],
  [
    'https://photos.example/i.php?/upload/2026/11/30/0a1b-2s.jpg',
    'https://photos.example/upload/2026/11/30/0a1b.jpg',
  ],
  [
    'https://lh3.googleusercontent.com/pw/abc=w640-h480-no?authuser=0',
    'https://lh3.googleusercontent.com/pw/abc=s0?authuser=0',
  ],
  ['https://i.ytimg.com/vi/abc/hq720.jpg?sqp=x', 'https://i.ytimg.com/vi/abc/maxresdefault.jpg'],
  [
    'https://media.themoviedb.org/t/p/w600_and_h900_bestv2/a.jpg',
    'https://media.themoviedb.org/t/p/original/a.jpg',
  ],
  [
    'https://shop.example/dw/image/v2/A_PRD/on/demandware.static/-/a/cat.jpg?sw=640&sh=640&sm=fit',
    'https://shop.example/dw/image/v2/A_PRD/on/demandware.static/-/a/cat.jpg',
  ],
  [
    'https://i.pximg.net/c/250x250_80_a2/custom-thumb/img/2026/1_p0_custom1200.jpg',
    'https://i.pximg.net/img-original/img/2026/1_p0.jpg',
  ],
  [
    'https://static.wikia.example/x/images/a/ab/Cat.jpg/revision/latest/smart/width/386/height/259?cb=1',
    'https://static.wikia.example/x/images/a/ab/Cat.jpg/revision/latest?cb=1',
  ],
  [
    'https://res.cloudinary.com/demo/image/upload/w_300/my_photos/cat.jpg',
    'https://res.cloudinary.com/demo/image/upload/my_photos/cat.jpg',
  ],
  ['https://img.example/cat.jpg!w640', 'https://img.example/cat.jpg'],
  ['https://oss.example/cat.jpg?x-oss-process=image/resize,w_300', 'https://oss.example/cat.jpg'],
  ['https://cdn.example/cat.jpg?v=3&w=640&h=480&fit=crop&q=75', 'https://cdn.example/cat.jpg?v=3'],
];
