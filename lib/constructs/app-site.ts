import { Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ViewerProtocolPolicy,
  type BehaviorOptions,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from "aws-cdk-lib/aws-s3";
import { BucketDeployment, CacheControl, Source } from "aws-cdk-lib/aws-s3-deployment";
import { Construct } from "constructs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { stripeOrigins } from "./content-security-policy.ts";
import { createSecurityHeaders } from "./security-headers.ts";

export type AppSiteProps = {
  /** Host of the HTTP API. */
  readonly apiHost: string;
  /** Host of the sockets' API, and the path to them, which is the same there. */
  readonly live: { readonly host: string; readonly path: string };
  /** Where the identity provider's token endpoint is. */
  readonly identityOrigin: string;
  /** Whether cards are charged by Stripe, whose form the app then shows. */
  readonly takesStripe: boolean;
};

/** One origin for all that a browser sees: the app from a private bucket, the API, the webhooks and the sockets. */
export class AppSite extends Construct {
  readonly bucket: IBucket;
  readonly distribution: Distribution;
  readonly origin: string;

  constructor(scope: Construct, id: string, props: AppSiteProps) {
    super(scope, id);
    // The library declares an optional member with another exactness than its own interface.
    this.bucket = new Bucket(this, "bucket", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      // What a deployment replaced can be brought back for a month.
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      removalPolicy: RemovalPolicy.RETAIN,
    }) as IBucket;
    const cards = props.takesStripe ? stripeOrigins : {};
    const responseHeadersPolicy = createSecurityHeaders(this, "headers", {
      ...cards,
      connect: [props.identityOrigin, ...(cards.connect ?? [])],
    });
    const toHost = (host: string): BehaviorOptions => ({
      origin: new HttpOrigin(host),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy,
    });
    const toApi = toHost(props.apiHost);
    this.distribution = new Distribution(this, "distribution", {
      comment: "Piaf: app and API on one origin",
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy,
        functionAssociations: [{ function: this.createPaths(), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: { "/v1/*": toApi, "/webhooks/*": toApi, [props.live.path]: toHost(props.live.host) },
    });
    this.origin = `https://${this.distribution.domainName}`;
  }

  /**
   * Copies the built app under /app/, and writes /app/config.json beside it.
   * @throws Error when the app has not been built.
   */
  deploy(folder: string, { config }: { readonly config: object }): void {
    if (!existsSync(folder)) throw new Error(`There is no built app in ${folder}: run "npm run build:app" first.`);
    // Nothing is pruned: a phone may still run the page that names an older file.
    const target = { destinationBucket: this.bucket, destinationKeyPrefix: "app", prune: false, memoryLimit: 512 };
    const files = Source.asset(folder);
    const hashed = new BucketDeployment(this, "hashed-files", {
      ...target,
      sources: [files],
      exclude: ["*"],
      include: ["assets/*"],
      cacheControl: [CacheControl.fromString("public, max-age=31536000, immutable")],
    });
    // The pages name the hashed files, so they go last, and a phone asks for them each time.
    const pages = new BucketDeployment(this, "pages", {
      ...target,
      sources: [files, Source.jsonData("config.json", config)],
      exclude: ["assets/*"],
      cacheControl: [CacheControl.fromString("no-cache")],
      distribution: this.distribution,
      distributionPaths: ["/app/*"],
    });
    pages.node.addDependency(hashed);
  }

  private createPaths(): EdgeFunction {
    return new EdgeFunction(this, "paths", {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromFile({ filePath: join(import.meta.dirname, "app-paths.js") }),
    });
  }
}
