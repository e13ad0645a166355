// What a tab keeps, and only this tab: the teacher's key, or a student's token.

const KEY = (code) => `parley.key.${code}`;
const TOKEN = (code) => `parley.token.${code}`;

export const keepKey = (code, key) => sessionStorage.setItem(KEY(code), key);
export const keepToken = (code, token) => sessionStorage.setItem(TOKEN(code), token);
export const tokenOf = (code) => sessionStorage.getItem(TOKEN(code));

/** The teacher's key; a way back into the room carries it behind the #, which a browser sends to nobody. */
export function keyOf(code) {
  if (location.hash.length > 1) {
    keepKey(code, decodeURIComponent(location.hash.slice(1)));
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY(code)) || "";
}

/** The address by which the teacher comes back into the room from another tab. */
export const wayBack = (code) => `${location.origin}/room/${code}/teacher#${encodeURIComponent(keyOf(code))}`;
