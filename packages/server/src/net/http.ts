// HTTP: the REST routes, what SockJS asks before it connects, and a word at the door for who comes with a browser.

import cors from '@fastify/cors'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { callRoute, NOT_FOUND, type RestSurroundings, type Route } from '../rest/index.ts'
import { readForm } from './form.ts'
import { servePages, type PageFile } from './pages.ts'
import { sockjsInfo } from './sockjs.ts'

export interface HttpOptions {
  readonly routes: readonly Route[]
  readonly surroundings: RestSurroundings
  /** Before every path, without a slash at its end: `/chat`. */
  readonly pathPrefix: string
  /** Origins whose pages may read the answers; `undefined`: all. That is safe: the only cookies that are read are those of file downloads, whose answers other pages do not get. */
  readonly origins: readonly string[] | undefined
  /** Built pages to serve; without them the first address says in words what is here. */
  readonly pages?: readonly PageFile[] | undefined
  /** 32 random bits. */
  readonly entropy: () => number
}

/** Bytes of a request's body: what a WebSocket's message may have, too. */
const MAX_BODY = 131_072
/** A file of 5 MiB, and what a form puts around it. */
const MAX_FORM = 5 * 1024 * 1024 + 65_536
const MAX_HEADERS = 16_384
const HEADERS_DEADLINE_MS = 10_000
const REQUEST_DEADLINE_MS = 60_000

export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: MAX_BODY,
    forceCloseConnections: true,
    requestTimeout: REQUEST_DEADLINE_MS,
    http: { maxHeaderSize: MAX_HEADERS, headersTimeout: HEADERS_DEADLINE_MS, connectionsCheckingInterval: 5_000 },
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (error, _request, reply) => void answerError(error, reply, options),
  })
  await app.register(cors, {
    origin: options.origins ? [...options.origins] : '*',
    methods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
    exposedHeaders: ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'],
    maxAge: 600,
  })
  // Clients that always name the type send it also where there is nothing to send, as for `logout`.
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parseJson(request, String(body), done)
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))))
  })
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer', bodyLimit: MAX_FORM }, readForm)
  app.setErrorHandler((error: FastifyError, _request, reply) => answerError(error, reply, options))
  app.setNotFoundHandler((request, reply) => answerNotFound(request, reply, options))
  const prefix = options.pathPrefix
  if (options.pages === undefined) {
    app.get(prefix === '' ? '/' : prefix, (request, reply) => welcome(request, reply, prefix))
  } else {
    servePages(app, options.pages, {
      pathPrefix: prefix,
      welcome: (request, reply) => welcome(request, reply, prefix),
    })
  }
  app.get(`${prefix}/sockjs/info`, () => sockjsInfo(options.entropy()))
  for (const route of options.routes) {
    app.route({
      method: route.method,
      url: `${prefix}${route.path}`,
      handler: (request, reply) => answerRoute(route, options.surroundings, request, reply),
    })
  }
  return app
}

async function answerRoute(
  route: Route,
  surroundings: RestSurroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { status, headers, body } = await callRoute(surroundings, route, {
    query: request.query as Record<string, string | string[]>,
    parameters: request.params as Record<string, string>,
    body: request.body,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    ),
    remoteAddress: request.ip,
  })
  return reply.code(status).headers(headers).send(body)
}

/** Says what is here and where to go, in JSON to programs and in a few lines to people. */
function welcome(request: FastifyRequest, reply: FastifyReply, prefix: string): FastifyReply {
  const host = request.headers.host ?? 'localhost'
  const places = {
    realtime: `ws://${host}${prefix}/websocket`,
    rest: `http://${host}${prefix}/api/v1/`,
    info: `http://${host}${prefix}/api/info`,
  }
  if (request.headers.accept?.includes('application/json')) {
    return reply.send({ name: 'Quindar', speaks: "Rocket.Chat's Realtime API", ...places })
  }
  return reply
    .type('text/plain; charset=utf-8')
    .send(
      `This is Quindar, a server that speaks Rocket.Chat's Realtime API.\n\n` +
        `Realtime API (DDP over WebSocket)   ${places.realtime}\n` +
        `REST API                            ${places.rest}\n` +
        `What it says it is                  ${places.info}\n`,
    )
}

function answerNotFound(request: FastifyRequest, reply: FastifyReply, { pathPrefix }: HttpOptions): FastifyReply {
  const path = request.url.split('?', 1)[0] ?? ''
  if (path.startsWith(`${pathPrefix}/api/`)) {
    return reply.code(NOT_FOUND.status).send(NOT_FOUND.body)
  }
  const sentence = /\/websocket\/?$/.test(path)
    ? 'This address speaks WebSocket: connect with ws:// instead.\n'
    : `There is nothing here. ${pathPrefix}/ says what there is.\n`
  return reply
    .code(/\/websocket\/?$/.test(path) ? 426 : 404)
    .type('text/plain; charset=utf-8')
    .send(sentence)
}

/** What went wrong before a route was asked: a body that is too long, that is no JSON, a type nobody knows. */
function answerError(error: FastifyError, reply: FastifyReply, { surroundings }: HttpOptions): FastifyReply {
  const status = error.statusCode ?? 500
  if (status >= 500) {
    surroundings.report(error)
    return reply.code(500).send({ success: false, error: 'Internal server error' })
  }
  return reply
    .code(status)
    .send({ success: false, error: `${error.message} [invalid-params]`, errorType: 'invalid-params' })
}
