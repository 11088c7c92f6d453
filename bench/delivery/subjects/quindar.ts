// README.md, "Ten lines".
import { connect } from 'quindar'
import { PASSWORD, USER, type StartSubject } from '../subject.ts'

export const start: StartSubject = async (url, heard) => {
  const rc = await connect(url, { user: USER, password: PASSWORD })
  const general = await rc.room('#general')
  general.on('message', ({ text }) => heard(text))
  await rc.ready()
  return { send: (text) => general.send(text) }
}
