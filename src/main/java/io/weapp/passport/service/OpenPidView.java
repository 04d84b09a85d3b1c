package io.weapp.passport.service;

/** What WeChat calls a user in one plugin inside one mini program. */
public record OpenPidView(String openpid) {}
