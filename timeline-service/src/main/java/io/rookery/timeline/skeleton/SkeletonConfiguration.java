package io.rookery.timeline.skeleton;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** Whom a skeleton asks when Redis does not know. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "user-service", types = FolloweeClient.class)
@ImportHttpServices(group = "tweet-service", types = NewestClient.class)
class SkeletonConfiguration {}
