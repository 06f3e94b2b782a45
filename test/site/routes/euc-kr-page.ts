import type { CaseRoute } from '../exchange';

/** `/cases/euc-kr.html`: a page in a charset of its own, and a picture that is called 포스터 in it. */
export const eucKrPage: CaseRoute = ({ response }) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=euc-kr' });
  response.end(
    '<!doctype html><title>EUC-KR</title><img id="target" src="any/%C6%F7%BD%BA%C5%CD.jpg" alt="" width="320" />',
  );
};
