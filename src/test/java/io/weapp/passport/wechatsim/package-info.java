/**
 * A stand-in for WeChat's server, {@code api.weixin.qq.com}: a program of its own that knows apps, users, codes,
 * session keys and access tokens, and shares no line of code with the application it tests.
 *
 * <p>Start it with {@link io.weapp.passport.wechatsim.WechatSimulator}; {@code GET /} explains it to a newcomer. A
 * call passes {@code ApiServer} (paths, faults, journal) and one {@code Api}, which works on the {@code World}.
 * Another API is another class and another line in the table of {@code ApiServer}; what may vary about WeChat stands
 * in {@code Switch}.
 *
 * <h2>Control API</h2>
 *
 * JSON below {@code /control/}. {@code appId} is the demo app unless given; users exist as soon as they are named.
 * Absent fields leave things as they are. Mistakes are answered with 400 and {@code {"error"}}.
 *
 * <pre>
 * POST   /control/reset         {}: everything as at the start
 * POST   /control/apps          {appId, secret, frozen, ipWhitelist[], openPlatformId|null, minuteQuota|null}
 *                               -> the app
 * POST   /control/users         {user, unionId: "derived"|"none"|value, blocked, phone, countryCode,
 *                               nickName|null, avatarUrl|null} -> the user
 * POST   /control/codes         {user, appId, kind: "login"|"phone"|"plugin", expired} -> {code}
 * GET    /control/identity      ?user=&amp;appId= -> {openId, sessionKey, previousSessionKey?, unionId?}
 * GET    /control/session-keys  -> {issued[]}, every key that anybody ever had
 * POST   /control/session-key   {user, appId}: the session key is replaced -> as identity
 * POST   /control/user-info     {user, appId, key: "current"|"previous"|"wrong", timestamp, watermarkAppId}
 *                               -> {rawData, signature, encryptedData, iv} of wx.getUserInfo
 * POST   /control/user-profile  the same of wx.getUserProfile, which names no openid
 * POST   /control/phone-data    the same fields -> {encryptedData, iv} of the old phone button
 * POST   /control/open-data     the same fields and data{} -> {encryptedData, iv}
 * POST   /control/content       {content, suggest: "pass"|"review"|"risky", label}: of every text that contains it
 * GET    /control/media-checks  -> {checks: [{traceId, appId, openId, mediaUrl}]}, the pictures WeChat was asked about
 * GET    /control/switches      -> {name: value, ...}
 * POST   /control/switches      {name: value, ...} -> all of them
 * POST   /control/faults        {kind, api, appId, times, ...}; no api: every API; no times: until reset
 *                               kind "errcode": errcode, errmsg (with no rid added); "delay": millis; "drip": millis after each letter;
 *                               "cut-before-work"; "lost-reply"; "lie": status, contentType, body, repeat
 * DELETE /control/faults        none is left
 * DELETE /control/tokens        ?appId=: its access tokens die at once
 * GET    /control/clock         -> {now}
 * POST   /control/clock         {seconds}: WeChat's clock goes ahead -> {now}
 * POST   /control/push-settings {appId, url, token, aesKey, mode: "plain"|"compatible"|"safe", format: "json"|"xml"}
 * POST   /control/push-check    {appId, echostr}: asks the app's server -> {status, body, echostr}
 * POST   /control/push          {appId, user, event{Event, ...} or message: text}: sends it; an unanswered one three
 *                               times more -> {answers: [{status, contentType, body, tries}]}, status 0: no answer
 * POST   /control/push-request  the same fields: writes it and does not send it -> {url, contentType, body}
 * POST   /control/api-security  {appId, symmetricKey|null, symmetricKeySn, publicKey|null, signs}: some calls must be
 *                               signed and encrypted from now on; signs false: the answers come plain
 *                               -> {publicKey, serial} of WeChat
 * GET    /control/calls         ?api=&amp;appId= -> {total, outcomes: {errcode or "cut", "lost", "lie": count},
 *                               requests: [{at, method, path, query{}, body{}, headers[]}]}
 * DELETE /control/calls         forgotten
 * </pre>
 *
 * The state is guarded by one lock; the faults of one call apply in the order delay, cut, lie, errcode, lost reply, drip.
 */
@NullMarked
package io.weapp.passport.wechatsim;

import org.jspecify.annotations.NullMarked;
