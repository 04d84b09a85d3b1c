package io.weapp.passport.service;

/**
 * How likely a user is up to no good.
 *
 * @param riskRank from 0, no risk seen, to 4
 */
public record RiskRankView(int riskRank) {}
