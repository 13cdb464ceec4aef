package io.rookery.timeline.home;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** The two services a home read asks. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "user-service", types = GraphClient.class)
@ImportHttpServices(group = "tweet-service", types = TweetClient.class)
class HomeConfiguration {}
