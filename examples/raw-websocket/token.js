// Where step 3 of the answer gets its authToken: the REST API's login.

/** Resolves with the token of `user` at `server` (`http://localhost:3000`). */
export async function getToken(server, user, password) {
  const answer = await fetch(`${server.replace(/\/*$/, '')}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, password }),
  }).catch(() => {
    throw new Error(`No server answers at ${server}: is it running there?`)
  })
  const { data, message, error } = await answer.json().catch(() => ({ message: `it answered ${answer.status}` }))
  if (!data?.authToken) throw new Error(`The login of ${user} at ${server} was refused: ${message ?? error}`)
  return data.authToken
}
