const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/gu, character => `&#${character.charCodeAt(0)};`);

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px system-ui;max-width:20rem;margin:3rem auto}input,button{font:inherit;width:100%;box-sizing:border-box;margin:.25rem 0 1rem}</style>
</head>
<body><h1>${title}</h1>${content}</body>
</html>`;

/** Name and password, and what was wrong with them the last time. */
export const loginPage = (problem: string | null): string =>
  page(
    'Sign in',
    `${problem === null ? '' : `<p role="alert">${escapeHtml(problem)}</p>`}
<form method="post">
<label>User name <input name="username" autocomplete="username" autofocus required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button>
</form>`,
  );

/** Where Cognito sends whom it can't send back. */
export const errorPage = (error: string): string =>
  page('An error was encountered with the requested page.', `<p role="alert">${escapeHtml(error)}</p>`);
