package io.rookery.defaults.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code rookery.web}: patterns of paths, as {@code /v1/users/{id}}.
 *
 * @param strongEtags whose GET has a strong ETag: one thing
 * @param weakEtags whose GET has a weak one: the pages of a list
 * @param noStore whose replies nobody may keep, not even the client
 */
@ConfigurationProperties("rookery.web")
public record WebProperties(
        @DefaultValue List<String> strongEtags,
        @DefaultValue List<String> weakEtags,
        @DefaultValue List<String> noStore) {}
