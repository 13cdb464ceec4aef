package io.rookery.tweet.reactions;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** The client of user-service. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "profiles", types = ProfileClient.class)
class ReactionsConfiguration {}
