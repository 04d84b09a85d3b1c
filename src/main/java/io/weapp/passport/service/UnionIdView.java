package io.weapp.passport.service;

/** What WeChat calls a person in all apps of one Open Platform account. */
public record UnionIdView(String unionId) {}
