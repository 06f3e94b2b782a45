import { S3Client } from '@aws-sdk/client-s3';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-provider-cognito-identity';
import { Upload } from '@aws-sdk/lib-storage';
import browser from 'webextension-polyfill';

Object.assign(globalThis, { S3Client, Upload, fromCognitoIdentityPool, browser });
