import { describeStore } from '../contract/describe-store';
import { openDatabase } from '../open';
import { onNeo4j } from './test-server/on-neo4j';

onNeo4j((server) => describeStore('Neo4j', () => openDatabase(server)));
