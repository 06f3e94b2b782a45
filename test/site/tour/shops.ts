import type { TourPage } from './tour-page';

const AMAZON = 'm.media-amazon.com/images/I/71kJ9dW3bXL';
const WOO = 'shop.example/wp-content/uploads/2026/11/red-bowl';
const SHOPIFY = 'cdn.shopify.com/s/files/1/0012/3456/products/red-bowl';
const SFCC =
  'www.bowls.example/dw/image/v2/BDXX_PRD/on/demandware.static/-/Sites-master/default/dw1a2b3c4d/images/large/red-bowl.jpg';

/** Shops. */
export const SHOPS: readonly TourPage[] = [
  {
    system: 'Amazon',
    trap: 'an attribute names a larger one, the file without any `._…_` is larger still; its name is an id',
    page: 'www.amazon.com/dp/B0ABCDEFGH',
    title: 'Amazon.com: Red ceramic bowl, 20 cm',
    body: `<div id="imgTagWrapperId"><img id="landingImage" alt="Red ceramic bowl, 20 cm" class="a-dynamic-image" width="300" data-old-hires="https://${AMAZON}._AC_SL640_.jpg" data-a-dynamic-image='{"https://${AMAZON}._AC_SX300_.jpg":[300,169]}' src="https://${AMAZON}._AC_SX300_SY300_QL70_ML2_.jpg"></div>`,
    answers: {
      [`${AMAZON}._AC_SX300_SY300_QL70_ML2_.jpg`]: 'fig-in-a-bowl-640.jpg',
      [`${AMAZON}._AC_SL640_.jpg`]: 'fig-in-a-bowl-640.jpg',
      [`${AMAZON}.jpg`]: 'fig-in-a-bowl.jpg',
    },
    target: '#landingImage',
    saves: 'fig-in-a-bowl.jpg',
    as: 'Red ceramic bowl, 20 cm.jpg',
  },
  {
    system: 'eBay',
    trap: 'every picture is called s-l1600; a button lies over it',
    page: 'www.ebay.com/itm/1234567890',
    title: 'Red ceramic bowl | eBay',
    body: `<div class="ux-image-carousel-item active" style="position:relative;width:400px"><img alt="Red ceramic bowl - Picture 1 of 6" data-zoom-src="https://i.ebayimg.com/images/g/abcAAOSw1a2b3c/s-l1600.jpg" style="width:400px" src="https://i.ebayimg.com/images/g/abcAAOSw1a2b3c/s-l500.jpg">
<button id="it" class="ux-image-carousel-button" aria-label="Opens image gallery" style="position:absolute;inset:0;width:100%;background:none;border:0"></button></div>`,
    answers: {
      'i.ebayimg.com/images/g/abcAAOSw1a2b3c/s-l500.jpg': 'fig-in-a-bowl-640.jpg',
      'i.ebayimg.com/images/g/abcAAOSw1a2b3c/s-l1600.jpg': 'fig-in-a-bowl.jpg',
    },
    pick: 'find',
    saves: 'fig-in-a-bowl.jpg',
    as: 'Red ceramic bowl - Picture 1 of 6.jpg',
  },
  {
    system: 'Etsy',
    trap: 'names that say the size, the listing and four letters; an attribute of its own for the zoom',
    page: 'www.etsy.com/listing/1234567890/red-bowl',
    title: 'Red Bowl Handmade Stoneware - Etsy',
    body: `<li class="wt-list-unstyled carousel-pane"><img id="it" alt="Handmade red bowl, stoneware" width="320" data-src-zoom-image="https://i.etsystatic.com/1234/r/il/0a1b2c/5551112223/il_fullxfull.5551112223_q2w3.jpg" src="https://i.etsystatic.com/1234/r/il/0a1b2c/5551112223/il_794xN.5551112223_q2w3.jpg" srcset="https://i.etsystatic.com/1234/r/il/0a1b2c/5551112223/il_794xN.5551112223_q2w3.jpg 1x, https://i.etsystatic.com/1234/r/il/0a1b2c/5551112223/il_1588xN.5551112223_q2w3.jpg 2x"></li>`,
    answers: {
      'i.etsystatic.com/1234/r/il/0a1b2c/5551112223/il_794xN.5551112223_q2w3.jpg': 'fig-in-a-bowl-640.jpg',
      'i.etsystatic.com/1234/r/il/0a1b2c/5551112223/il_1588xN.5551112223_q2w3.jpg': 'fig-in-a-bowl-640.jpg',
      'i.etsystatic.com/1234/r/il/0a1b2c/5551112223/il_fullxfull.5551112223_q2w3.jpg': 'fig-in-a-bowl.jpg',
    },
    saves: 'fig-in-a-bowl.jpg',
    as: 'Handmade red bowl, stoneware.jpg',
  },
  {
    system: 'Shopify',
    trap: 'the size stands in the name; a button over the picture opens the zoom',
    page: 'bowls.example/products/red-bowl',
    title: 'Red bowl – Bowls',
    body: `<div class="product__media-item" style="position:relative;width:400px"><div class="product__media"><img style="width:400px;display:block" alt="Red bowl" src="https://${SHOPIFY}_640x.jpg?v=1700000000"></div>
<button id="it" class="product__media-toggle" type="button" aria-haspopup="dialog" style="position:absolute;inset:0;width:100%;background:transparent;border:0"><span class="visually-hidden">Open media 1 in modal</span></button></div>`,
    answers: {
      [`${SHOPIFY}_640x.jpg?v=1700000000`]: 'fig-in-a-bowl-640.jpg',
      [`${SHOPIFY}.jpg?v=1700000000`]: 'fig-in-a-bowl.jpg',
    },
    pick: 'find',
    saves: 'fig-in-a-bowl.jpg',
    as: 'red-bowl.jpg',
    firefox: true,
  },
  {
    system: 'WooCommerce',
    trap: 'the zoom lays an invisible copy of 1,600 pixels over the picture',
    page: 'shop.example/product/red-bowl/',
    title: 'Red bowl – Shop',
    body: `<div data-thumb="https://${WOO}-100x100.jpg" class="woocommerce-product-gallery__image" id="it" style="position:relative;overflow:hidden;width:400px;height:225px"><a href="https://${WOO}.jpg"><img width="400" height="225" src="https://${WOO}-640x360.jpg" class="wp-post-image" alt="Red bowl" data-src="https://${WOO}.jpg" data-large_image="https://${WOO}.jpg" data-large_image_width="1600"></a>
<img role="presentation" alt="" src="https://${WOO}.jpg" class="zoomImg" style="position:absolute;top:-80px;left:-90px;opacity:0;width:1600px;height:900px;border:none;max-width:none"></div>`,
    answers: {
      [`${WOO}-640x360.jpg`]: 'fig-in-a-bowl-640.jpg',
      [`${WOO}.jpg`]: 'fig-in-a-bowl.jpg',
    },
    pick: 'find',
    saves: 'fig-in-a-bowl.jpg',
    as: 'red-bowl.jpg',
  },
  {
    system: 'Adobe Scene7',
    trap: 'presets between dollars; only `scl=1` is the whole; no extension anywhere',
    page: 'www.houseware.example/p/12345678',
    title: 'Red ceramic bowl | Houseware',
    body: `<div class="s7container"><img id="it" alt="Red ceramic bowl" width="320" src="https://assets.houseware.example/is/image/Houseware/12345678_alt01?$pdp_main$&amp;wid=640&amp;fmt=jpeg&amp;qlt=80"></div>`,
    answers: {
      'assets.houseware.example/is/image/Houseware/12345678_alt01?$pdp_main$&wid=640&fmt=jpeg&qlt=80':
        'fig-in-a-bowl-640.jpg',
      'assets.houseware.example/is/image/Houseware/12345678_alt01?scl=1': 'fig-in-a-bowl.jpg',
    },
    saves: 'fig-in-a-bowl.jpg',
    as: '12345678_alt01.jpg',
  },
  {
    system: 'Salesforce Commerce Cloud',
    trap: 'width and height are called sw and sh',
    page: 'www.bowls.example/red-bowl.html',
    title: 'Red bowl',
    body: `<div class="carousel-item active"><img id="it" class="d-block img-fluid" itemprop="image" alt="Red bowl, , large" width="320" src="https://${SFCC}?sw=640&amp;sh=640&amp;sm=fit&amp;q=80"></div>`,
    answers: { [`${SFCC}?sw=640&sh=640&sm=fit&q=80`]: 'fig-in-a-bowl-640.jpg', [SFCC]: 'fig-in-a-bowl.jpg' },
    saves: 'fig-in-a-bowl.jpg',
    as: 'red-bowl.jpg',
  },
];
