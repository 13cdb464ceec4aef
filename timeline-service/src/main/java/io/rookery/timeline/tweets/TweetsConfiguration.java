package io.rookery.timeline.tweets;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** The client of tweet-service. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "tweet-service", types = TweetClient.class)
class TweetsConfiguration {}
