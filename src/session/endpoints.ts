/** Where the server can be asked, as the page author writes it. Addresses may be relative. */
export interface Addresses {
  /** Protocol resource: GET peeks, POST slides, DELETE signs out. Default: none, only what is named below is asked. */
  readonly sessionUrl?: string | undefined;
  /** Any request that slides the session. Default: `sessionUrl`. */
  readonly keepaliveUrl?: string | undefined;
  /** Method of that request. Default: `POST`. */
  readonly keepaliveMethod?: string | undefined;
  /** GET that peeks. Default: `sessionUrl`; empty: never peek. */
  readonly statusUrl?: string | undefined;
  /** Ends the server's session. Default: `sessionUrl`. */
  readonly logoutUrl?: string | undefined;
  /** Method of that request. Default: `DELETE` for the `sessionUrl`, `POST` for a `logoutUrl` of its own. */
  readonly logoutMethod?: string | undefined;
}

export interface Endpoint {
  readonly url: string;
  readonly method: string;
}

/** What of the server can be asked. */
export interface Endpoints {
  readonly peek: Endpoint | null;
  readonly keepalive: Endpoint | null;
  readonly signout: Endpoint | null;
  /** The keepalive speaks the protocol, so an answer that doesn't is an error and not a slide. */
  readonly strict: boolean;
}

export function resolveEndpoints(at: Addresses): Endpoints {
  const endpoint = (url: string | undefined, method: string) => (url ? { url, method } : null);
  return {
    peek: endpoint(at.statusUrl ?? at.sessionUrl, 'GET'),
    keepalive: endpoint(at.keepaliveUrl || at.sessionUrl, at.keepaliveMethod || 'POST'),
    signout: endpoint(at.logoutUrl || at.sessionUrl, at.logoutMethod || (at.logoutUrl ? 'POST' : 'DELETE')),
    strict: !at.keepaliveUrl,
  };
}
