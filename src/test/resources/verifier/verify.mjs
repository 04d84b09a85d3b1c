// Finds everything through discovery and prints the claims of a good token.
import { createRemoteJWKSet, jwtVerify } from 'jose';

const [issuer, audience, token] = process.argv.slice(2);
const metadata = await (await fetch(`${issuer}/.well-known/oauth-authorization-server`)).json();
const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
const { payload } = await jwtVerify(token, keys, { issuer: metadata.issuer, audience, typ: 'JWT' });
console.log(JSON.stringify(payload));
