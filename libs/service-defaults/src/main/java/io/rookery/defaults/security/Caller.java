package io.rookery.defaults.security;

/** The user a request comes from, taken from its verified access token and from nowhere else. A controller argument. */
public record Caller(long userId) {}
