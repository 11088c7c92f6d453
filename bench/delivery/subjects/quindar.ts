// README.md, "Ten lines".
import { connect } from 'quindar'
import { PASSWORD, USER, type StartSubject } from '../subject.ts'

export const start: StartSubject = async (url, heard) => {
  const rc = await connect(url, { user: USER, password: PASSWORD })
  const general = await rc.room('#general')
  general.on('message', ({ text }) => heard(text))
  // The same subscription on the wire: when it is confirmed, so is the room's.
  await rc.stream('room-messages', general.id).on(() => {}).ready
  return { send: (text) => general.send(text) }
}
