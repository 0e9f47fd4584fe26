// The options of the emulator. Written from the contracts by make types; do not edit.

/** The options of the emulator, which are those of the command line. */
export interface EmulatorOptions {
  /** TCP port to listen on; 0 selects a free port [default: 0]. */
  port?: number;
  /** IP address to listen on, or localhost [default: 127.0.0.1]. */
  host?: string;
  /** Listen with TLS too, with a development certificate or --cert [default: off]. */
  https?: 'on' | 'off';
  /** TCP port for TLS; 0 selects a free port [default: 8343, and 0 with --port 0]. */
  httpsPort?: number;
  /** PEM file with the certificate for TLS, then those of its issuers [default: a development certificate]. */
  cert?: string;
  /** PEM file with the key of the certificate [default: --cert]. */
  certKey?: string;
  /** Scheme and host of the URLs in responses [default: those of the request]. */
  publicUrl?: string;
  /** Speed of the processing stages; manual waits until each one is released [default: quick]. */
  pipeline?: 'quick' | 'instant' | 'realistic' | 'manual';
  /** Where files are stored: by the emulator, or on an S3 server such as MinIO [default: embedded]. */
  storage?: 'embedded' | 's3';
  /** Whether a presigned GET with an Authorization header is served, or refused as S3 does [default: lenient]. */
  storageAuth?: 'lenient' | 's3';
  /** Address at which the emulator reaches the S3 server [default: http://127.0.0.1:9000]. */
  s3Endpoint?: string;
  /** Address at which clients reach the S3 server [default: --s3-endpoint]. */
  s3PublicEndpoint?: string;
  /** Access key of the S3 server [default: minioadmin]. */
  s3AccessKey?: string;
  /** Secret key of the S3 server [default: minioadmin]. */
  s3SecretKey?: string;
  /** Bucket for this emulator only; it is created if it does not exist [default: scopix-uploads]. */
  s3Bucket?: string;
  /** Folder in which all data survives a restart [default: in memory]. */
  data?: string;
  /** Number that determines ids and generated content [default: 42]. */
  seed?: number;
  /** Dataset to load at start: demo, inspection, real-estate, documents, edge, scale, empty [default: none]. */
  dataset?: 'demo' | 'inspection' | 'real-estate' | 'documents' | 'empty' | 'edge' | 'scale';
  /** Number of files of the dataset scale [default: 10000]. */
  count?: number;
  /** Folder whose files are uploaded at start, described by its captions.json [default: none]. */
  datasetFrom?: string;
  /** Language of the dataset's documents, names, folders and projects [default: en]. */
  locale?: 'en' | 'de' | 'es' | 'ja';
  /** Init file, or folder of them: files, stubs, faults, keys and more to start with [default: none]. */
  init?: string;
  /** Apply stubs and faults of --init again whenever one of its files is saved [default: false]. */
  watch?: boolean;
  /** Create smaller pictures; off uses placeholders, which are the same on every machine [default: on]. */
  previews?: 'on' | 'off';
  /** Generate the visible text of images, or read it with the program tesseract [default: off]. */
  ocr?: 'off' | 'tesseract';
  /** Find chunks by words and synonyms, or by meaning with the program scopix-semantic [default: lexical]. */
  search?: 'lexical' | 'semantic';
  /** Folder of scopix-semantic and its model [default: semantic, beside the program]. */
  semantic?: string;
  /** Number of chunks of a document that are found by meaning [default: 200]. */
  semanticChunks?: number;
  /** Accept any well-formed key, or registered keys only [default: open]. */
  auth?: 'open' | 'strict';
  /** Price plan of keys that are not registered with another plan [default: custom]. */
  tier?: 'custom' | 'free' | 'starter' | 'professional' | 'enterprise';
  /** Enforce the rate, quota, concurrency and batch limits of the tier [default: false]. */
  enforceLimits?: boolean;
  /** Prepaid credits of each tenant, spent on video analysis [default: not counted]. */
  credits?: number;
  /** Maximum length of videos that are analysed, in minutes [default: 10]. */
  videoMinutes?: number;
  /** Number of requests in each tenant's journal; 0 disables journal and coverage [default: 1000]. */
  journal?: number;
  /** Maximum memory of each tenant's journal, in KiB [default: 4096]. */
  journalKb?: number;
  /** Token that requests to /_emulator must send as X-Emulator-Token [default: none; only this machine has access]. */
  controlToken?: string;
  /** Format of error responses [default: envelope]. */
  errors?: 'envelope' | 'fastapi';
  /** Whether input that no contract has is named in X-Emulator-Unknown, or refused with 422 [default: hint]. */
  unknownInput?: 'hint' | 'refuse';
  /** Print a line for requests with a problem, for all requests, or for none [default: problems]. */
  log?: 'problems' | 'requests' | 'off';
}
